using DenseEdge.Contracts;
using DenseEdge.Data;

namespace DenseEdge.Training.Losses;

/// <summary>Class weights from how often classes occur, so that rare ones are learned in a short training too.</summary>
public static class ClassBalance
{
    private const int MostSamples = 100;

    /// <summary>
    /// Computes weights in proportion to the frequency to the power of -<paramref name="strength"/>, capped, with a mean of 1
    /// over the pixels, so that the loss keeps its size.
    /// </summary>
    /// <param name="samples">The training samples; at most 100 of them, evenly spread, are looked at.</param>
    /// <param name="task">A task with classes.</param>
    /// <param name="strength">0 for equal weights, 1 for every class to count the same in sum.</param>
    /// <param name="largest">Cap on the ratio of a weight to that of the average pixel, before the mean is brought back to 1.</param>
    /// <returns>A weight for each class.</returns>
    /// <exception cref="ArgumentException">The task has no classes, or no pixel has a label.</exception>
    public static IReadOnlyList<double> Weights(ISampleSource samples, TaskSpec task, double strength, double largest = 10)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(task);
        long[] counts = Count(samples, task);
        double total = counts.Sum();
        if (total == 0)
        {
            throw new ArgumentException($"Expected labels of {task.Kind.Key()}, found none.", nameof(samples));
        }

        // A class that the samples do not show gets the weight of the rarest that they do.
        double rarest = counts.Where(count => count > 0).Min() / total;
        double[] weights = [.. counts.Select(count => Math.Pow(count > 0 ? count / total : rarest, -strength))];
        double mean = Mean(weights, counts, total);
        weights = [.. weights.Select(weight => Math.Min(weight / mean, largest))];
        mean = Mean(weights, counts, total);
        return [.. weights.Select(weight => weight / mean)];
    }

    private static long[] Count(ISampleSource samples, TaskSpec task)
    {
        long[] counts = new long[task.Classes.Count];
        int looked = Math.Min(MostSamples, samples.Count);
        for (int i = 0; i < looked; i++)
        {
            DenseSample sample = samples.Load((int)((long)i * samples.Count / looked));
            LabelMap? map = task.Kind switch
            {
                TaskKind.SemanticSegmentation => sample.Segmentation,
                TaskKind.HumanParts => sample.HumanParts,
                _ => throw new ArgumentException($"Expected a task with classes, got {task.Kind}.", nameof(task)),
            };
            foreach (byte label in map?.Labels ?? [])
            {
                if (label < counts.Length)
                {
                    counts[label]++;
                }
            }
        }

        return counts;
    }

    private static double Mean(double[] weights, long[] counts, double total) =>
        weights.Zip(counts).Sum(pair => pair.First * pair.Second) / total;
}
