namespace DenseEdge.FleetApi;

/// <summary>What one device measured.</summary>
public sealed record DeviceLatency
{
    /// <summary>The device's id.</summary>
    public required string Device { get; init; }

    /// <summary>The board.</summary>
    public string? Board { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>The bundle's digest.</summary>
    public string? Digest { get; init; }

    /// <summary>The precision that runs, such as int8.</summary>
    public string? Precision { get; init; }

    /// <summary>The execution provider, such as tensorrt.</summary>
    public string? Provider { get; init; }

    /// <summary>The power mode, such as 15W.</summary>
    public string? PowerMode { get; init; }

    /// <summary>The median latency of a frame, in milliseconds.</summary>
    public double? LatencyP50Ms { get; init; }

    /// <summary>The 95th percentile, in milliseconds.</summary>
    public double? LatencyP95Ms { get; init; }

    /// <summary>The 99th percentile, in milliseconds.</summary>
    public double? LatencyP99Ms { get; init; }

    /// <summary>Of how many frames.</summary>
    public long? LatencyN { get; init; }

    /// <summary>The temperature, in degrees Celsius.</summary>
    public double? TemperatureC { get; init; }
}
