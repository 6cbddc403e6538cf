namespace DenseEdge.Evaluation.Boundaries;

/// <summary>The thresholds at which boundary maps are cut.</summary>
public static class BoundaryThresholds
{
    /// <summary>The 101 thresholds of the benchmark: 0.001, 0.01, 0.02, ... 0.99, 0.999.</summary>
    public static IReadOnlyList<double> Benchmark { get; } =
        [0.001, .. Enumerable.Range(1, 99).Select(percent => percent / 100.0), 0.999];
}
