namespace DenseEdge.Agent;

/// <summary>How a trial judges a candidate.</summary>
/// <remarks>Defaults have setters: the generated JSON reader keeps only those of properties that are set after construction.</remarks>
public sealed record TrialOptions
{
    /// <summary>By which factor the 95th percentile may exceed the bundle's promise for this board.</summary>
    /// <value>1.25 by default: beside the active model there is less of the board. From 1 to 100.</value>
    public double LatencyFactor { get; set; } = 1.25;

    /// <summary>The highest 95th percentile that is accepted in milliseconds, whatever is promised.</summary>
    /// <value>Null, the default, for no limit; else above 0.</value>
    public double? LatencyLimitMs { get; init; }

    /// <summary>By how much the process may grow with the candidate loaded, in MB.</summary>
    /// <value>Null, the default, for no limit; else above 0.</value>
    public double? MemoryLimitMegabytes { get; init; }

    /// <summary>Threads that compute a frame on the processor.</summary>
    /// <value>0, the default, takes one per core.</value>
    public int Threads { get; init; }

    internal void AddFaults(List<string> faults)
    {
        if (LatencyFactor is not (>= 1 and <= 100))
        {
            faults.Add($"trial.latency_factor must be 1 to 100, got {LatencyFactor}.");
        }

        if (LatencyLimitMs is not (null or > 0) || MemoryLimitMegabytes is not (null or > 0))
        {
            faults.Add("trial.latency_limit_ms and trial.memory_limit_megabytes must be above 0 or left out.");
        }

        if (Threads is < 0 or > 1024)
        {
            faults.Add($"trial.threads must be 0 to 1024, got {Threads}.");
        }
    }
}
