namespace DenseEdge.FleetApi;

/// <summary>How fast devices are offered a version: the rate grows by a factor each time that so many devices succeeded.</summary>
public sealed record RolloutRate
{
    /// <summary>The rate at the start, in devices a minute, over 0.</summary>
    public required double PerMinute { get; init; }

    /// <summary>The factor by which it grows, at least 1.</summary>
    /// <value>1: it doesn't.</value>
    public double GrowthFactor { get; init; } = 1;

    /// <summary>It grows after so many devices that succeeded, at least 1; null if it doesn't grow.</summary>
    public int? GrowthEvery { get; init; }

    /// <summary>The highest rate, in devices a minute; null for none.</summary>
    public double? MostPerMinute { get; init; }
}
