using System.Globalization;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>Tells the change feed of an action: its device and its rollout have changed.</summary>
internal static class ActionChange
{
    public static async Task TellAsync(Session session, DeviceAction action)
    {
        await session.ChangedAsync(ChangeKind.Device, action.Device).ConfigureAwait(false);
        if (action.Rollout is long rollout)
        {
            await session.ChangedAsync(ChangeKind.Rollout, rollout.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        }
    }
}
