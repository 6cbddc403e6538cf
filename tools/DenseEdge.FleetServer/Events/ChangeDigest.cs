using DenseEdge.Fleet.Changes;
using DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Events;

/// <summary>Makes few events of many changes: a rollout changes thousands of devices a minute, and a page reads its list again
/// once, not for each.</summary>
internal static class ChangeDigest
{
    private const int MostByName = 20;

    /// <summary>Makes the events.</summary>
    /// <param name="batch">What changed.</param>
    /// <returns>The events, in no order.</returns>
    public static IEnumerable<ChangeEvent> Of(ChangeBatch batch)
    {
        foreach (ChangeKind kind in new[] { ChangeKind.Device, ChangeKind.Model, ChangeKind.Rollout })
        {
            Change[] changes = [.. batch.Changes.Where(change => change.Kind == kind)];
            string?[] ids = [.. changes.Select(change => change.Id).Distinct()];
            bool isMany = batch.Missed || ids.Length > MostByName || ids.Contains(null);
            if (isMany)
            {
                yield return Event(kind, null, batch.Next);
                continue;
            }

            foreach (string? id in ids)
            {
                yield return Event(kind, id, changes.Last(change => change.Id == id).Revision);
            }
        }
    }

    private static ChangeEvent Event(ChangeKind kind, string? id, long revision)
        => new() { Kind = ApiWord.Of(kind), Id = id, Revision = revision };
}
