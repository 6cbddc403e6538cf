namespace DenseEdge.FleetApi;

/// <summary>How one version of a model does on one kind of board.</summary>
public sealed record BoardModelReport
{
    /// <summary>The model; null for devices that reported none.</summary>
    public string? Model { get; init; }

    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>The bundle's digest.</summary>
    public string? Digest { get; init; }

    /// <summary>The precision that runs, such as int8.</summary>
    public string? Precision { get; init; }

    /// <summary>How many devices.</summary>
    public int Devices { get; init; }

    /// <summary>The devices' median latencies of a frame, in milliseconds; null if none was measured.</summary>
    public Distribution? LatencyP50Ms { get; init; }

    /// <summary>The devices' 95th percentiles of a frame's latency, in milliseconds; null if none was measured.</summary>
    public Distribution? LatencyP95Ms { get; init; }

    /// <summary>The devices' temperatures, in degrees Celsius; null if none was measured.</summary>
    public Distribution? TemperatureC { get; init; }

    /// <summary>How many devices run in which power mode.</summary>
    public IReadOnlyDictionary<string, int> PowerModes { get; init; } = new Dictionary<string, int>();
}
