namespace DenseEdge.Fleet.Measurements;

/// <summary>Devices of one board type that run one model version in one precision.</summary>
public sealed record BoardModel
{
    /// <summary>Model.</summary>
    public required string Model { get; init; }

    /// <summary>Version.</summary>
    public required string Version { get; init; }

    /// <summary>Digest of the bundle; empty if the devices told none.</summary>
    public required string Digest { get; init; }

    /// <summary>fp32, fp16, int8 and so on; null if the devices told none.</summary>
    public string? Precision { get; init; }

    /// <summary>How many devices.</summary>
    public required long Devices { get; init; }

    /// <summary>Median latencies of the devices, in milliseconds; null if none measured.</summary>
    public Spread? LatencyP50Ms { get; init; }

    /// <summary>95th percentiles of the devices' latencies, in milliseconds; null if none measured.</summary>
    public Spread? LatencyP95Ms { get; init; }

    /// <summary>Temperatures, in degrees Celsius; null if none measured.</summary>
    public Spread? TemperatureC { get; init; }

    /// <summary>Devices by power mode; those that told none are left out.</summary>
    public IReadOnlyDictionary<string, long> PowerModes { get; init; } = new Dictionary<string, long>();
}
