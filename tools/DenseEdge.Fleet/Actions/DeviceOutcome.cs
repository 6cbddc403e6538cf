using DenseEdge.Fleet.Filters;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>What the end of an action means for its device.</summary>
internal static class DeviceOutcome
{
    private static readonly SqlText HasOpen =
        $"EXISTS (SELECT 1 FROM actions o WHERE o.device_id = d.id AND o.state IN ({ActionSql.Open}))";

    /// <summary>After one action has ended.</summary>
    /// <param name="session">The connection; the device is locked.</param>
    /// <param name="action">The action.</param>
    /// <param name="state">How it ended.</param>
    public static async Task ApplyAsync(Session session, DeviceAction action, ActionState state)
    {
        switch (state)
        {
            case ActionState.Succeeded:
                await SucceededAsync(session, action).ConfigureAwait(false);
                break;
            case ActionState.Failed:
                await session.ExecuteAsync(
                    $"""
                    UPDATE devices AS d SET state = CASE WHEN {HasOpen} THEN 'pending' ELSE 'error' END
                    WHERE d.id = {action.Device}
                    """).ConfigureAwait(false);
                break;
            default:
                await SettleAsync(session, $"d.id = {action.Device}").ConfigureAwait(false);
                break;
        }
    }

    /// <summary>After actions were canceled: devices with nothing left to do are where they were before.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="devices">A condition on rows d of devices.</param>
    public static Task SettleAsync(Session session, SqlText devices) => session.ExecuteAsync(
        $"""
        UPDATE devices AS d SET assigned_model = d.model, assigned_version = d.version, state =
            CASE WHEN d.version IS NOT NULL THEN 'in_sync' WHEN d.last_poll_ms IS NULL THEN 'unknown' ELSE 'registered' END
        WHERE {devices} AND NOT {HasOpen}
        """);

    private static async Task SucceededAsync(Session session, DeviceAction action)
    {
        string order = VersionOrder.Of(action.Version);
        await session.ExecuteAsync(
            $"""
            UPDATE devices AS d SET model = {action.Model}, version = {action.Version}, version_order = {order},
                digest = coalesce((SELECT m.digest FROM models m WHERE m.id = {action.ModelId}), d.digest),
                state = CASE WHEN {HasOpen} THEN 'pending' ELSE 'in_sync' END
            WHERE d.id = {action.Device}
            """).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"DELETE FROM pins WHERE device_id = {action.Device} AND model = {action.Model} AND version = {action.Version}")
            .ConfigureAwait(false);
    }
}
