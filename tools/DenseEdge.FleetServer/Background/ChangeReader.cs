using DenseEdge.Fleet;
using DenseEdge.Fleet.Changes;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Events;
using DenseEdge.FleetServer.Security;

namespace DenseEdge.FleetServer.Background;

/// <summary>Reads what changed, on whichever node: tells listeners, and forgets tokens that may be withdrawn.</summary>
internal sealed class ChangeReader(
    IFleetStore store, ChangeHub hub, TokenDirectory tokens, TimeProvider time, ILogger<ChangeReader> log)
    : NodeTask(TimeSpan.FromSeconds(1), time, log)
{
    private const int MostAtOnce = 2_000;

    private long? _since;

    /// <inheritdoc/>
    protected override async Task TurnAsync(CancellationToken cancellation)
    {
        _since ??= await store.Changes.CurrentAsync(cancellation);
        ChangeBatch batch = await store.Changes.ReadAsync(_since.Value, MostAtOnce, cancellation);
        _since = batch.Next;
        if (batch.Missed || batch.Changes.Any(change => change.Kind == ChangeKind.Token))
        {
            tokens.Clear();
        }

        foreach (ChangeEvent change in ChangeDigest.Of(batch))
        {
            hub.Publish(change);
        }
    }
}
