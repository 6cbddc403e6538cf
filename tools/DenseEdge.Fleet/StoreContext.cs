using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet;

/// <summary>What every facet of the store works with.</summary>
internal sealed record StoreContext(SqlDatabase Sql, FleetDatabaseOptions Options)
{
    public FleetLimits Limits => Options.Limits;
}
