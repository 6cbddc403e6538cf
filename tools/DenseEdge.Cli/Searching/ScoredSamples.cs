using DenseEdge.Data;
using DenseEdge.Data.Folder;

namespace DenseEdge.Cli.Searching;

/// <summary>The held-out samples that rows are scored on.</summary>
internal static class ScoredSamples
{
    /// <summary>Takes some samples, spread evenly.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="count">How many; all if there are fewer.</param>
    public static ISampleSource Spread(ISampleSource samples, int count) => count >= samples.Count
        ? samples
        : new SubsetSource(samples, [.. Enumerable.Range(0, count).Select(i => (int)((long)i * samples.Count / count))]);
}
