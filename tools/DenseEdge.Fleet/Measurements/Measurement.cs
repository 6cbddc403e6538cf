namespace DenseEdge.Fleet.Measurements;

/// <summary>What one device measured of one model on itself, from the attributes denseedge.*.</summary>
public sealed record Measurement
{
    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>Digest of the bundle; empty if it told none.</summary>
    public required string Digest { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Board type.</summary>
    public string? Board { get; init; }

    /// <summary>Model.</summary>
    public string? Model { get; init; }

    /// <summary>Version.</summary>
    public string? Version { get; init; }

    /// <summary>fp32, fp16, int8 and so on.</summary>
    public string? Precision { get; init; }

    /// <summary>Execution provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The board's power mode.</summary>
    public string? PowerMode { get; init; }

    /// <summary>Median latency of one frame, in milliseconds.</summary>
    public double? LatencyP50Ms { get; init; }

    /// <summary>95th percentile of the latency of one frame, in milliseconds.</summary>
    public double? LatencyP95Ms { get; init; }

    /// <summary>99th percentile of the latency of one frame, in milliseconds.</summary>
    public double? LatencyP99Ms { get; init; }

    /// <summary>Frames measured.</summary>
    public long? LatencyN { get; init; }

    /// <summary>The hottest sensor, in degrees Celsius.</summary>
    public double? TemperatureC { get; init; }
}
