namespace DenseEdge.FleetBench;

/// <summary>How long requests took. Times count from when a request was due, so that a server that stalls is not spared the
/// requests that had to wait behind it. Any thread may add.</summary>
internal sealed class LatencyLog
{
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _milliseconds.Count;
            }
        }
    }

    /// <summary>Adds one.</summary>
    /// <param name="latencyMs">From due to answered, in milliseconds.</param>
    public void Add(double latencyMs)
    {
        lock (_gate)
        {
            _milliseconds.Add(latencyMs);
        }
    }

    /// <summary>Sums up.</summary>
    public LatencySummary Summarize()
    {
        double[] sorted;
        lock (_gate)
        {
            sorted = [.. _milliseconds];
        }

        Array.Sort(sorted);
        return sorted.Length == 0
            ? new LatencySummary(0, 0, 0, 0, 0)
            : new LatencySummary(sorted.Length, At(sorted, 0.5), At(sorted, 0.9), At(sorted, 0.99), sorted[^1]);
    }

    // Nearest rank.
    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
