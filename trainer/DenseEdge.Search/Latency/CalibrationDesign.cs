using DenseEdge.Contracts;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Latency;

/// <summary>
/// Chooses the networks to measure so that every term of a latency can be told from the others: of many candidates always the one
/// whose latency the networks so far predict worst (greedy D-optimal design).
/// </summary>
/// <remarks>Uniformly drawn genotypes would do badly: in nearly all of them every row reads something and every auxiliary head
/// is needed, so that fixed charges can't be told from the fixed part. Candidates therefore are drawn from subsets of the
/// contexts, with whole rows left out.</remarks>
public static class CalibrationDesign
{
    private const int CandidatesPerChoice = 64;

    /// <summary>Chooses genotypes.</summary>
    /// <param name="space">The space.</param>
    /// <param name="terms">What a latency is made of.</param>
    /// <param name="count">How many, at least 1; two and a half times the terms and more rank well.</param>
    /// <param name="seed">Equal seeds choose equal genotypes.</param>
    public static IReadOnlyList<Genotype> Choose(GenotypeSpace space, LatencyTerms terms, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Random random = new(seed);
        double[,] information = new double[terms.Names.Count, terms.Names.Count];
        for (int term = 0; term < terms.Names.Count; term++)
        {
            // Little enough to be forgotten after one network, and enough to start from.
            information[term, term] = 1e-3;
        }

        List<Genotype> chosen = [];
        while (chosen.Count < count)
        {
            Genotype next = Enumerable.Range(0, CandidatesPerChoice).Select(_ => Draw(space, random))
                .MaxBy(candidate => Leverage(information, terms.Counts(candidate)))!;
            chosen.Add(next);
            Add(information, terms.Counts(next));
        }

        return chosen;
    }

    /// <summary>xᵀ M⁻¹ x: how uncertain the latency of a network still is.</summary>
    private static double Leverage(double[,] information, double[] counts)
        => counts.Zip(SymmetricSystem.Solve(information, counts), (a, b) => a * b).Sum();

    private static void Add(double[,] information, double[] counts)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            for (int j = 0; j < counts.Length; j++)
            {
                information[i, j] += counts[i] * counts[j];
            }
        }
    }

    private static Genotype Draw(GenotypeSpace space, Random random)
    {
        bool[] keeps = [.. Enum.GetValues<ContextType>().Select(_ => random.Next(2) == 0)];
        double silence = random.NextDouble();
        return space.Genotype([.. space.Tasks.Select((_, target) => random.NextDouble() < silence
            ? 0
            : space.IndexOf(target, [.. space.Row(target, random.Next(space.RowCount(target)))
                .Select(context => keeps[(int)context] ? context : ContextType.None)]))]);
    }
}
