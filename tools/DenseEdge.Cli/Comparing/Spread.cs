namespace DenseEdge.Cli.Comparing;

/// <summary>Values of repeated runs.</summary>
/// <param name="Values">One per run, at least one.</param>
internal sealed record Spread(IReadOnlyList<double> Values)
{
    /// <summary>The mean.</summary>
    public double Mean => Values.Average();

    /// <summary>The sample standard deviation (n - 1); null for a single run, which says nothing about it.</summary>
    public double? Deviation
    {
        get
        {
            double mean = Mean;
            return Values.Count > 1
                ? Math.Sqrt(Values.Sum(value => (value - mean) * (value - mean)) / (Values.Count - 1))
                : null;
        }
    }
}
