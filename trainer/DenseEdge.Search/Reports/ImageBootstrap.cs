namespace DenseEdge.Search.Reports;

/// <summary>How far a number that was taken from some images would move with other images of the same kind: images are drawn with
/// replacement, as many as there are, and the number is taken again.</summary>
/// <remarks>Efron, "Bootstrap methods: another look at the jackknife", 1979; the interval is the percentile interval. All tasks
/// of one draw see the same images, because a hard image is hard for all of them.</remarks>
public static class ImageBootstrap
{
    /// <summary>Enough for two digits of a standard deviation and for the ends of a 95 % interval.</summary>
    public const int DefaultDraws = 1000;

    /// <summary>Resamples any statistic of images.</summary>
    /// <param name="images">How many images there are, at least 2.</param>
    /// <param name="statistic">The number of some images, given by their indices; an index may occur several times.</param>
    /// <param name="seed">Seed of the draws: the same seed, the same result.</param>
    /// <param name="draws">How often to draw, at least 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too few images or draws.</exception>
    public static BootstrapError Of(int images, Func<IReadOnlyList<int>, double> statistic, int seed, int draws = DefaultDraws)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 100);
        Random random = new(seed);
        int[] drawn = new int[images];
        double[] values = new double[draws];
        for (int draw = 0; draw < draws; draw++)
        {
            for (int i = 0; i < images; i++)
            {
                drawn[i] = random.Next(images);
            }

            values[draw] = statistic(drawn);
        }

        return BootstrapError.Of(values);
    }

    /// <summary>Resamples the worth of one row: the mean over images.</summary>
    /// <param name="worth">[image] what the row is worth on each image; NaN where the task has no truth.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="draws">How often to draw, at least 100.</param>
    /// <exception cref="ArgumentException">Fewer than two images.</exception>
    public static BootstrapError OfRow(IReadOnlyList<double> worth, int seed, int draws = DefaultDraws)
    {
        ArgumentNullException.ThrowIfNull(worth);
        return OfGenotype([worth], seed, draws);
    }

    /// <summary>Resamples the worth of a genotype: the sum over its rows of the mean over images.</summary>
    /// <param name="worth">[target][image] what the row of each target is worth on each image; NaN where the task has no
    /// truth. The images are the same for all targets.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="draws">How often to draw, at least 100.</param>
    /// <exception cref="ArgumentException">No target, different numbers of images, or fewer than two.</exception>
    public static BootstrapError OfGenotype(IReadOnlyList<IReadOnlyList<double>> worth, int seed, int draws = DefaultDraws)
    {
        ArgumentNullException.ThrowIfNull(worth);
        int[] counts = [.. worth.Select(row => row.Count).Distinct()];
        if (counts.Length != 1)
        {
            throw new ArgumentException(
                $"Expected the worth of every row on the same images, got [{string.Join(", ", worth.Select(row => row.Count))}].",
                nameof(worth));
        }

        return Of(counts[0], drawn => worth.Sum(row => Mean(row, drawn)), seed, draws);
    }

    // A draw may miss every image that has a truth for the task; it then says nothing about the row.
    private static double Mean(IReadOnlyList<double> row, IReadOnlyList<int> drawn)
    {
        double sum = 0;
        int count = 0;
        foreach (int image in drawn)
        {
            if (!double.IsNaN(row[image]))
            {
                sum += row[image];
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
