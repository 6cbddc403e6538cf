using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>Locks an action and its device, in the order that <see cref="Devices.DeviceLock"/> tells.</summary>
internal static class ActionLock
{
    /// <returns>The action as it is once nobody else can change it; null if the device has no such action.</returns>
    public static Task<DeviceAction?> TakeAsync(Session session, string device, long id) => session.FindLockedAsync(
        $"SELECT 1 FROM devices WHERE id = {device}{session.Dialect.ForUpdate}",
        $"SELECT {ActionSql.Columns} FROM actions a WHERE a.id = {id} AND a.device_id = {device}{session.Dialect.ForUpdate}",
        ActionSql.Read);
}
