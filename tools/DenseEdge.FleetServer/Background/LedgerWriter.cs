using System.Data.Common;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Devices;
using DenseEdge.FleetServer.Polls;
using DenseEdge.FleetServer.Security;

namespace DenseEdge.FleetServer.Background;

/// <summary>Writes who polled and which tokens were used, some seconds' worth at once, and the rest when the node ends.</summary>
internal sealed class LedgerWriter(
    IFleetStore store, PollLedger ledger, TokenDirectory tokens, TimeProvider time, ILogger<LedgerWriter> log)
    : NodeTask(TimeSpan.FromSeconds(3), time, log)
{
    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryTurnAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task TurnAsync(CancellationToken cancellation)
    {
        IReadOnlyCollection<PollSighting> sightings = ledger.Take();
        if (sightings.Count > 0)
        {
            try
            {
                await store.Devices.SeenAsync(sightings, cancellation);
            }
            catch (DbException)
            {
                ledger.GiveBack(sightings);
                throw;
            }
        }

        // When a token was used is told to the minute: one that gets lost is used again soon.
        IReadOnlyDictionary<long, DateTimeOffset> uses = tokens.TakeUses();
        if (uses.Count > 0)
        {
            await store.Tokens.UsedAsync(uses, cancellation);
        }
    }
}
