namespace DenseEdge.Search.Latency;

/// <summary>
/// Least squares from measured whole networks, drawn towards a prior from measured blocks:
/// β = argmin Σₙ (yₙ − xₙ·β)² / varₙ + Σᵢ ((βᵢ − β0ᵢ) / sᵢ)², with no β below 0.
/// </summary>
/// <remarks>Isolated blocks tell little about a compiled network, where they fuse and share: they are the prior, whole networks
/// are the truth. sᵢ is how far a term may be from its prior: a share of it. Terms that would become negative are held at 0 and
/// the others fitted again.</remarks>
public static class LatencyFit
{
    /// <summary>Fits the terms.</summary>
    /// <param name="terms">What a latency is made of.</param>
    /// <param name="samples">At least one measured network.</param>
    /// <param name="priorMicroseconds">What each term should cost, at least 0, by isolated blocks.</param>
    /// <param name="priorSpread">sᵢ as a share of the prior, above 0; a prior of 0 counts as one of 100 µs.</param>
    /// <returns>What each term costs, in microseconds, at least 0.</returns>
    /// <exception cref="ArgumentException">No sample, a sample that is not positive, or a prior of another length.</exception>
    public static double[] Fit(
        LatencyTerms terms, IReadOnlyCollection<LatencySample> samples, IReadOnlyList<double> priorMicroseconds,
        double priorSpread = 1)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(priorMicroseconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(priorSpread);
        if (priorMicroseconds.Count != terms.Names.Count)
        {
            throw new ArgumentException(
                $"Expected {terms.Names.Count} priors, got {priorMicroseconds.Count}.", nameof(priorMicroseconds));
        }

        if (samples.Count == 0 || samples.Any(sample => !(sample.Microseconds > 0 && sample.VarianceMicroseconds > 0)))
        {
            throw new ArgumentException(
                $"Expected measured networks with latency and variance above 0, got {samples.Count} samples.", nameof(samples));
        }

        int count = terms.Names.Count;
        (double[,] matrix, double[] right) = NormalEquations(terms, samples, priorMicroseconds, priorSpread);
        List<int> free = [.. Enumerable.Range(0, count)];
        while (true)
        {
            double[] solved = SymmetricSystem.Solve(Part(matrix, free), [.. free.Select(term => right[term])]);
            int[] negative = [.. Enumerable.Range(0, solved.Length).Where(i => solved[i] < 0).Select(i => free[i])];
            if (negative.Length == 0)
            {
                double[] result = new double[count];
                for (int i = 0; i < free.Count; i++)
                {
                    result[free[i]] = solved[i];
                }

                return result;
            }

            free.RemoveAll(negative.Contains);
        }
    }

    private static (double[,] Matrix, double[] Right) NormalEquations(
        LatencyTerms terms, IReadOnlyCollection<LatencySample> samples, IReadOnlyList<double> prior, double spread)
    {
        int count = terms.Names.Count;
        double[,] matrix = new double[count, count];
        double[] right = new double[count];
        foreach (LatencySample sample in samples)
        {
            double[] counts = terms.Counts(sample.Genotype);
            double weight = 1 / sample.VarianceMicroseconds;
            for (int i = 0; i < count; i++)
            {
                right[i] += weight * counts[i] * sample.Microseconds;
                for (int j = 0; j < count; j++)
                {
                    matrix[i, j] += weight * counts[i] * counts[j];
                }
            }
        }

        const double SpreadOfNothing = 100;
        for (int i = 0; i < count; i++)
        {
            double deviation = spread * (prior[i] > 0 ? prior[i] : SpreadOfNothing);
            matrix[i, i] += 1 / (deviation * deviation);
            right[i] += prior[i] / (deviation * deviation);
        }

        return (matrix, right);
    }

    private static double[,] Part(double[,] matrix, List<int> rows)
    {
        double[,] part = new double[rows.Count, rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            for (int j = 0; j < rows.Count; j++)
            {
                part[i, j] = matrix[rows[i], rows[j]];
            }
        }

        return part;
    }
}
