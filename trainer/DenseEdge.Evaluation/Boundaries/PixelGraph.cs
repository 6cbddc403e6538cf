namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Which predicted and true boundary pixels may be partners, and at what cost.</summary>
/// <remarks>
/// Nodes 0 to <see cref="PredictedCount"/> - 1 are the predicted pixels, the others the true ones. An arc joins two pixels
/// at a Euclidean distance of at most the limit; its cost is the distance in hundredths of a pixel, rounded, which is how
/// correspondPixels of the Berkeley benchmark measures. The arcs of node n are Start[n] to Start[n + 1] - 1.
/// </remarks>
internal sealed class PixelGraph
{
    /// <summary>Cost units per pixel of distance.</summary>
    public const int UnitsPerPixel = 100;

    // The cost of a pixel without a partner, as a multiple of the largest distance: the default of correspondPixels.
    private const double OutlierDistances = 100;

    private PixelGraph(int predictedCount, int[] start, int[] target, int[] cost, int outlierCost) =>
        (PredictedCount, Start, Target, Cost, OutlierCost) = (predictedCount, start, target, cost, outlierCost);

    /// <summary>The number of predicted pixels.</summary>
    public int PredictedCount { get; }

    /// <summary>The number of all pixels.</summary>
    public int NodeCount => Start.Length - 1;

    /// <summary>First arc of each node, and the end.</summary>
    public int[] Start { get; }

    /// <summary>Where each arc leads.</summary>
    public int[] Target { get; }

    /// <summary>The cost of each arc.</summary>
    public int[] Cost { get; }

    /// <summary>What one more pair of partners is worth: 100 times the largest distance, in cost units.</summary>
    public int OutlierCost { get; }

    /// <summary>Finds the possible partners.</summary>
    /// <param name="predicted">Positions y·W + x of the pixels that may be predicted.</param>
    /// <param name="truth">Positions of the true pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="maxDistancePixels">The largest distance between partners, in pixels, 0 to 10 000.</param>
    public static PixelGraph Build(
        ReadOnlySpan<int> predicted, ReadOnlySpan<int> truth, int height, int width, double maxDistancePixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDistancePixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDistancePixels, 10_000);
        int[] truthNode = new int[height * width];
        Array.Fill(truthNode, -1);
        for (int t = 0; t < truth.Length; t++)
        {
            truthNode[truth[t]] = predicted.Length + t;
        }

        (int Dy, int Dx, int Cost)[] disc = Disc(maxDistancePixels, height, width);
        List<int> target = new(predicted.Length * 8);
        List<int> cost = new(predicted.Length * 8);
        int[] start = new int[predicted.Length + truth.Length + 1];
        for (int p = 0; p < predicted.Length; p++)
        {
            (int y, int x) = Math.DivRem(predicted[p], width);
            foreach ((int dy, int dx, int distance) in disc)
            {
                (int otherY, int otherX) = (y + dy, x + dx);
                if (otherY >= 0 && otherY < height && otherX >= 0 && otherX < width
                    && truthNode[(otherY * width) + otherX] is >= 0 and int node)
                {
                    target.Add(node);
                    cost.Add(distance);
                }
            }

            start[p + 1] = target.Count;
        }

        int outlierCost = Math.Max(
            1, (int)Math.Ceiling(OutlierDistances * maxDistancePixels * UnitsPerPixel));
        return Mirrored(predicted.Length, start, target, cost, outlierCost);
    }

    // Nearest first: a search that only wants the nearest partner then meets it early.
    private static (int Dy, int Dx, int Cost)[] Disc(double radius, int height, int width)
    {
        int rows = (int)Math.Min(Math.Floor(radius), height - 1);
        int columns = (int)Math.Min(Math.Floor(radius), width - 1);
        return [.. from dy in Enumerable.Range(-rows, (2 * rows) + 1)
                   from dx in Enumerable.Range(-columns, (2 * columns) + 1)
                   let squared = ((double)dy * dy) + ((double)dx * dx)
                   where squared <= radius * radius
                   orderby squared
                   select (dy, dx, (int)Math.Round(Math.Sqrt(squared) * UnitsPerPixel))];
    }

    // The arcs so far lead from predicted to true pixels; the same arcs back follow.
    private static PixelGraph Mirrored(int predictedCount, int[] start, List<int> target, List<int> cost, int outlierCost)
    {
        int forward = target.Count;
        int[] targets = new int[2 * forward];
        int[] costs = new int[2 * forward];
        target.CopyTo(targets);
        cost.CopyTo(costs);
        for (int arc = 0; arc < forward; arc++)
        {
            start[targets[arc] + 1]++;
        }

        for (int node = predictedCount; node < start.Length - 1; node++)
        {
            start[node + 1] += start[node];
        }

        int[] next = start[..^1];
        for (int p = 0; p < predictedCount; p++)
        {
            for (int arc = start[p]; arc < start[p + 1]; arc++)
            {
                int back = next[targets[arc]]++;
                targets[back] = p;
                costs[back] = costs[arc];
            }
        }

        return new PixelGraph(predictedCount, start, targets, costs, outlierCost);
    }
}
