using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Offers a rollout's version to the devices whose turn it is, by statements on sets of rows.</summary>
internal static class Offering
{
    /// <param name="session">The connection; the rollout is locked.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="groups">Ordinals of the groups that have begun.</param>
    /// <param name="most">Most devices.</param>
    /// <returns>How many devices were offered it.</returns>
    public static async Task<int> RunAsync(Session session, RunningRollout rollout, IEnumerable<int> groups, int most)
    {
        List<(long Action, string Device)> turn = await session.ListAsync(
            $"""
            SELECT id, device_id FROM actions
            WHERE rollout_id = {rollout.Id} AND state = 'scheduled'
                AND group_ordinal IN {session.Dialect.Longs(groups.Select(group => (long)group))}
            ORDER BY group_ordinal, position LIMIT {most}
            """,
            row => (row.Long(), row.Text())).ConfigureAwait(false);
        if (turn.Count == 0)
        {
            return 0;
        }

        await DeviceLock.TakeManyAsync(session, turn.Select(pair => pair.Device)).ConfigureAwait(false);

        // Again by state: a newer action may have superseded one before its device was locked.
        List<long> offered = await session.ListAsync(
            $"""
            UPDATE actions SET offered_ms = coalesce(offered_ms, {session.Now}), state =
                CASE WHEN confirmation = 1 AND confirmed = 0 AND (SELECT d.auto_confirm FROM devices d
                    WHERE d.id = actions.device_id) = 0
                THEN 'waiting_confirmation' ELSE 'offered' END
            WHERE state = 'scheduled' AND id IN {session.Dialect.Longs(turn.Select(pair => pair.Action))}
            RETURNING id
            """,
            row => row.Long()).ConfigureAwait(false);
        await Superseding.ApplyAsync(session, offered).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"""
            UPDATE devices SET state = 'pending', assigned_model = {rollout.Model}, assigned_version = {rollout.Version}
            WHERE id IN (SELECT a.device_id FROM actions a WHERE a.id IN {session.Dialect.Longs(offered)})
            """).ConfigureAwait(false);
        return offered.Count;
    }
}
