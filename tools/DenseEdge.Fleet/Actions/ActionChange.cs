using System.Globalization;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>Tells the change feed of an action: its device and its rollout have changed.</summary>
internal static class ActionChange
{
    /// <summary>The statement that does.</summary>
    public static SqlText Of(DeviceAction action)
    {
        SqlText rollout = action.Rollout is long id
            ? $", ({ChangeKind.Rollout}, {id.ToString(CultureInfo.InvariantCulture)})"
            : SqlText.Empty;
        return $"INSERT INTO changes (kind, subject) VALUES ({ChangeKind.Device}, {action.Device}){rollout}";
    }
}
