namespace DenseEdge.Hosting.Metrics;

/// <summary>What becomes of a measurement.</summary>
internal enum MetricKind
{
    /// <summary>It is added: counters.</summary>
    Counter,

    /// <summary>It is added, and may be negative: up-down counters.</summary>
    Level,

    /// <summary>It replaces the one before: gauges, and observable counters, which tell their total.</summary>
    Gauge,

    /// <summary>It replaces the one before and never falls.</summary>
    ObservedCounter,

    /// <summary>It is counted into a bucket.</summary>
    Histogram,
}
