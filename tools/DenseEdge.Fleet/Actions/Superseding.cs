using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>A newer action takes the place of a device's older ones: those not started end, those started are asked to cancel.</summary>
internal static class Superseding
{
    /// <param name="session">The connection; the devices are locked.</param>
    /// <param name="newer">The numbers of the newer actions, at most one per device.</param>
    public static async Task ApplyAsync(Session session, IReadOnlyCollection<long> newer)
    {
        SqlText ids = session.Dialect.Longs(newer);
        List<long> older = await session.ListAsync(
            $"""
            UPDATE actions AS o SET state = CASE WHEN o.state IN ({ActionSql.NotStarted}) THEN 'canceled' ELSE 'canceling' END,
                ended_ms = CASE WHEN o.state IN ({ActionSql.NotStarted}) THEN {session.Now} END
            FROM actions n
            WHERE n.id IN {ids} AND o.device_id = n.device_id AND o.id < n.id AND o.state NOT IN ({ActionSql.Ended})
                AND o.state <> 'canceling'
            RETURNING o.id
            """,
            row => row.Long()).ConfigureAwait(false);
        if (older.Count > 0)
        {
            await ReportWriter.NoteAsync(session, session.Dialect.Longs(older), "superseded by a newer action").ConfigureAwait(false);
        }
    }
}
