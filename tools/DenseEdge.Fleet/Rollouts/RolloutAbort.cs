using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Aborts a rollout, in one transaction.</summary>
internal static class RolloutAbort
{
    /// <param name="session">The connection; the rollout is locked, so that the engine offers nothing meanwhile.</param>
    /// <param name="rollout">The rollout.</param>
    public static async Task RunAsync(Session session, Rollout rollout)
    {
        List<string> open = await session.ListAsync(
            $"SELECT a.device_id FROM actions a WHERE a.rollout_id = {rollout.Id} AND a.state NOT IN ({ActionSql.Ended})",
            row => row.Text()).ConfigureAwait(false);
        await DeviceLock.TakeManyAsync(session, open).ConfigureAwait(false);

        // A device that starts at this very moment has changed its row before this statement reaches it, and is then found by
        // the next one; or it comes after, and finds nothing offered.
        await session.ExecuteAsync(
            $"""
            UPDATE actions SET state = 'canceled', ended_ms = {session.Now}
            WHERE rollout_id = {rollout.Id} AND state IN ({ActionSql.NotStarted})
            """).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"UPDATE actions SET state = 'canceling' WHERE rollout_id = {rollout.Id} AND state = 'started'")
                .ConfigureAwait(false);
        await session.ExecuteAsync(
            $"""
            INSERT INTO pins (device_id, model, version, rollout_id, created_ms)
            SELECT a.device_id, a.model, a.version, a.rollout_id, {session.Now} FROM actions a
            WHERE a.rollout_id = {rollout.Id} AND a.latest = 1 AND a.state <> 'succeeded'
            ON CONFLICT DO NOTHING
            """).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"UPDATE rollout_groups SET state = 'stopped' WHERE rollout_id = {rollout.Id} AND state <> 'finished'")
            .ConfigureAwait(false);
        await session.ExecuteAsync(DeviceOutcome.Settled(
            $"""
            d.state = 'pending' AND d.id IN
                (SELECT a.device_id FROM actions a WHERE a.rollout_id = {rollout.Id} AND a.state = 'canceled')
            """))
            .ConfigureAwait(false);
        await RolloutSql.WriteStateAsync(
            session, rollout.Id, RolloutState.Aborted, "aborted; the version is pinned").ConfigureAwait(false);
        await session.ChangedAsync(Changes.ChangeKind.Device, null).ConfigureAwait(false);
        await RolloutSql.ChangedAsync(session, rollout.Id).ConfigureAwait(false);
    }
}
