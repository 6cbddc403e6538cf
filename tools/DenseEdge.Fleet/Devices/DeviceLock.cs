using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Devices;

/// <summary>
/// Whoever changes more than one row of a device locks the device first. The order everywhere is rollout, device, action: so
/// transactions wait for each other but never in a ring.
/// </summary>
internal static class DeviceLock
{
    /// <exception cref="FleetException">There is no such device.</exception>
    public static async Task TakeAsync(Session session, string id)
    {
        if (!await session.AnyAsync($"SELECT 1 FROM devices WHERE id = {id}{session.Dialect.ForUpdate}").ConfigureAwait(false))
        {
            throw Missing(id);
        }
    }

    /// <summary>Locks many, in the order of their identifiers.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="devices">Their identifiers.</param>
    public static async Task TakeManyAsync(Session session, IEnumerable<string> devices)
    {
        if (session.Dialect.Kind == DatabaseKind.PostgreSql)
        {
            // An array and no list to join: PostgreSQL evaluates a join anew for every row that somebody changed just now.
            await session.LongAsync(
                $"""
                SELECT count(*) FROM (SELECT 1 FROM devices WHERE id = ANY(ARRAY{session.Dialect.Texts(devices)})
                    ORDER BY id{session.Dialect.ForUpdate}) AS locked
                """).ConfigureAwait(false);
        }
    }

    public static FleetException Missing(string id) => FleetException.NotFound($"There is no device '{id}'.");
}
