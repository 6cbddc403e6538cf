using DenseEdge.Fleet.Filters;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>What the end of an action means for its device.</summary>
internal static class DeviceOutcome
{
    private static readonly SqlText HasOpen =
        $"EXISTS (SELECT 1 FROM actions o WHERE o.device_id = d.id AND o.state IN ({ActionSql.Open}))";

    /// <summary>What is to run after one action has ended. The device is locked.</summary>
    /// <param name="action">The action.</param>
    /// <param name="state">How it ended.</param>
    public static IReadOnlyList<SqlText> Of(DeviceAction action, ActionState state) => state switch
    {
        ActionState.Succeeded => Succeeded(action),
        ActionState.Failed =>
        [
            $"""
            UPDATE devices AS d SET state = CASE WHEN {HasOpen} THEN 'pending' ELSE 'error' END
            WHERE d.id = {action.Device}
            """,
        ],
        _ => [Settled($"d.id = {action.Device}")],
    };

    /// <summary>After actions were canceled: devices with nothing left to do are where they were before.</summary>
    /// <param name="devices">A condition on rows d of devices.</param>
    public static SqlText Settled(SqlText devices) =>
        $"""
        UPDATE devices AS d SET assigned_model = d.model, assigned_version = d.version, state =
            CASE WHEN d.version IS NOT NULL THEN 'in_sync' WHEN d.last_poll_ms IS NULL THEN 'unknown' ELSE 'registered' END
        WHERE {devices} AND NOT {HasOpen}
        """;

    private static IReadOnlyList<SqlText> Succeeded(DeviceAction action) =>
    [
        $"""
        UPDATE devices AS d SET model = {action.Model}, version = {action.Version},
            version_order = {VersionOrder.Of(action.Version)}, installed_action = {action.Id},
            digest = coalesce((SELECT m.digest FROM models m WHERE m.id = {action.ModelId}), d.digest),
            state = CASE WHEN {HasOpen} THEN 'pending' ELSE 'in_sync' END
        WHERE d.id = {action.Device}
        """,
        $"DELETE FROM pins WHERE device_id = {action.Device} AND model = {action.Model} AND version = {action.Version}",
    ];
}
