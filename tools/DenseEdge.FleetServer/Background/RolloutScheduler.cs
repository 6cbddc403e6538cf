using DenseEdge.Fleet.Rollouts;
using DenseEdge.FleetServer.Telemetry;

namespace DenseEdge.FleetServer.Background;

/// <summary>Moves rollouts, on every node: the engine sees to it that one rollout is moved by one node at a time.</summary>
internal sealed class RolloutScheduler(
    RolloutEngine engine, FleetMeter meter, TimeProvider time, ILogger<RolloutScheduler> log)
    : NodeTask(TimeSpan.FromSeconds(1), time, log)
{
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task TurnAsync(CancellationToken cancellation)
    {
        using System.Diagnostics.Activity? activity = FleetTracing.Source.StartActivity("rollouts.tick");
        long began = _time.GetTimestamp();
        int moved = await engine.TickAsync(cancellation);
        meter.RecordTick(_time.GetElapsedTime(began));
        activity?.SetTag("rollouts.moved", moved);
    }
}
