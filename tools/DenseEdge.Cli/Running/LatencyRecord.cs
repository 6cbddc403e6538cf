using System.Globalization;

namespace DenseEdge.Cli.Running;

/// <summary>Latencies of frames, and their median and 95th percentile.</summary>
internal sealed class LatencyRecord
{
    private readonly List<double> _latenciesMs = [];

    /// <summary>Adds one frame.</summary>
    /// <param name="latencyMs">Milliseconds from frame to outputs.</param>
    public void Add(double latencyMs) => _latenciesMs.Add(latencyMs);

    /// <summary>Says count, median and 95th percentile.</summary>
    public string Describe()
    {
        if (_latenciesMs.Count == 0)
        {
            return "0 frames";
        }

        double[] sorted = [.. _latenciesMs.Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sorted.Length} frames, median {sorted[sorted.Length / 2]:F1} ms, P95 {sorted[(int)((sorted.Length - 1) * 0.95)]:F1} ms");
    }
}
