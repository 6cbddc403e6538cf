namespace DenseEdge.FleetApi;

/// <summary>Latencies that a fleet measured: what a search for networks can start from.</summary>
public sealed record LatencyExport
{
    /// <summary>When it was read.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>One line a device.</summary>
    public IReadOnlyList<DeviceLatency> Devices { get; init; } = [];

    /// <summary>The same by board.</summary>
    public IReadOnlyList<BoardReport> Boards { get; init; } = [];
}
