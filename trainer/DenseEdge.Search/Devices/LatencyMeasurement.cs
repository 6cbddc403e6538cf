namespace DenseEdge.Search.Devices;

/// <summary>
/// How long a network takes on a device. Computers drift, so every latency is the ratio to a reference network that ran before
/// and after it, times the reference's calibrated time; what the clock said is beside it.
/// </summary>
public sealed record LatencyMeasurement
{
    /// <summary>SHA-256 of the model file, hexadecimal.</summary>
    public required string ModelDigest { get; init; }

    /// <summary>How many runs were timed and kept.</summary>
    public required int Count { get; init; }

    /// <summary>How many blocks they come from: runs of a block share its reference.</summary>
    public int Blocks { get; init; }

    /// <summary>Median, in milliseconds.</summary>
    public required double P50Ms { get; init; }

    /// <summary>Nine of ten runs were not longer, in milliseconds.</summary>
    public required double P90Ms { get; init; }

    /// <summary>19 of 20 runs were not longer, in milliseconds: what a bundle promises; null in records from before it was
    /// kept.</summary>
    public double? P95Ms { get; init; }

    /// <summary>99 of 100 runs were not longer, in milliseconds.</summary>
    public required double P99Ms { get; init; }

    /// <summary>Median of the runs' distances from their median, in milliseconds.</summary>
    public double MadMs { get; init; }

    /// <summary>With 95 % confidence the median is not above this, by order statistics, in milliseconds.</summary>
    public required double UpperBoundMs { get; init; }

    /// <summary>The median as the clock said, in milliseconds.</summary>
    public required double RawP50Ms { get; init; }

    /// <summary>The reference's median beside it as the clock said, in milliseconds.</summary>
    public double ReferenceRawP50Ms { get; init; }

    /// <summary>The network's median over the reference's.</summary>
    public required double Ratio { get; init; }

    /// <summary>The highest temperature that was seen, in degrees Celsius; null if no sensor told.</summary>
    public double? MaxCelsius { get; init; }

    /// <summary>Mean power of the module while it ran, in watts; null if no sensor told.</summary>
    public double? MeanWatts { get; init; }

    /// <summary>Whether the device lowered a clock while it was measured.</summary>
    public bool Throttled { get; init; }

    /// <summary>Runs that were thrown away because the device throttled or the reference drifted.</summary>
    public int DroppedSamples { get; init; }

    /// <summary>Kept blocks in which the reference still drifted, after as many repetitions as allowed.</summary>
    public int DriftedBlocks { get; init; }
}
