namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Settings of the boundary benchmark.</summary>
public sealed record BoundaryBenchmarkOptions
{
    /// <summary>The tolerance that evaluations on NYUD-v2 use.</summary>
    public const double NyudMaxDistance = 0.011;

    /// <summary>The tolerance that evaluations on PASCAL-Context and BSDS use.</summary>
    public const double PascalMaxDistance = 0.0075;

    /// <summary>The largest distance between partners, as a share of the image's diagonal, 0 to 0.5.</summary>
    /// <value>Default 0.0075.</value>
    public double MaxDistance { get; init; } = PascalMaxDistance;

    /// <summary>The thresholds at which the map is cut, rising; a pixel above the threshold is a boundary.</summary>
    /// <value>Default: the benchmark's 101.</value>
    public IReadOnlyList<double> Thresholds { get; init; } = BoundaryThresholds.Benchmark;

    /// <summary>Whether non-maxima are suppressed before the map is cut.</summary>
    /// <value>Default true, as in the evaluations of the ATRC family; SEISM alone does not.</value>
    public bool SuppressNonMaxima { get; init; } = true;

    /// <summary>Checks all values.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArgumentException">Values are out of range; the message lists all.</exception>
    public BoundaryBenchmarkOptions Validated()
    {
        List<string> faults = [];
        if (!(MaxDistance >= 0 && MaxDistance <= 0.5))
        {
            faults.Add($"Expected MaxDistance from 0 to 0.5 of the diagonal, got {MaxDistance}.");
        }

        if (Thresholds is null || Thresholds.Count == 0)
        {
            faults.Add("Expected at least one threshold, got none.");
        }
        else if (Thresholds.Any(value => !(value >= 0 && value < 1))
            || Thresholds.Zip(Thresholds.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            faults.Add($"Expected rising thresholds from 0 to below 1, got {string.Join(", ", Thresholds)}.");
        }

        return faults.Count == 0 ? this : throw new ArgumentException($"Boundary benchmark: {string.Join(" ", faults)}");
    }
}
