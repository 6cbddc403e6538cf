using DenseEdge.Fleet;
using DenseEdge.FleetServer.Telemetry;

namespace DenseEdge.FleetServer.Background;

/// <summary>Reads the fleet's numbers for metrics, and lets the store remove what is past its bound.</summary>
internal sealed class StoreKeeper(IFleetStore store, FleetMeter meter, TimeProvider time, ILogger<StoreKeeper> log)
    : NodeTask(TimeSpan.FromMinutes(1), time, log)
{
    /// <inheritdoc/>
    protected override async Task TurnAsync(CancellationToken cancellation)
    {
        meter.Take(new FleetTotals(
            await store.Devices.TotalsAsync(cancellation), await store.Actions.TotalsAsync(cancellation)));
        await store.MaintainAsync(cancellation);
    }
}
