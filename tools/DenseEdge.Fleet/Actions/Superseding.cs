using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>
/// A newer action takes the place of a device's older ones: those not started end, those started are asked to cancel.
/// </summary>
internal static class Superseding
{
    /// <param name="session">The connection; the devices are locked.</param>
    /// <param name="newer">The numbers of the newer actions, at most one per device.</param>
    public static async Task ApplyAsync(Session session, IReadOnlyCollection<long> newer)
    {
        List<long> older = await session.ListAsync(
            $"""
            SELECT o.id FROM actions n JOIN actions o ON o.device_id = n.device_id AND o.id < n.id
            WHERE n.id IN {session.Dialect.Longs(newer)} AND o.state NOT IN ({ActionSql.Ended}) AND o.state <> 'canceling'
            """,
            row => row.Long()).ConfigureAwait(false);
        if (older.Count > 0)
        {
            // By the state that each has at that moment: a device may start one right now.
            await session.ExecuteAsync(
                $"""
                UPDATE actions SET state = CASE WHEN state IN ({ActionSql.NotStarted}) THEN 'canceled' ELSE 'canceling' END,
                    ended_ms = CASE WHEN state IN ({ActionSql.NotStarted}) THEN {session.Now} END
                WHERE id IN {session.Dialect.Longs(older)} AND state NOT IN ({ActionSql.Ended})
                """).ConfigureAwait(false);
            await ReportWriter.NoteAsync(
                session, session.Dialect.Longs(older), "superseded by a newer action").ConfigureAwait(false);
        }
    }
}
