using DenseEdge.Contracts;
using DenseEdge.Search.Latency;

namespace DenseEdge.Training.Search;

/// <summary>A latency budget that the preferences of a supernet are pushed under, and the costs that it is held
/// against.</summary>
/// <remarks>
/// Dual ascent with an augmented term: the loss gains λg + ρ/2 · max(0, g)², g = (E[L] − B) / B, and after every step that trains
/// preferences λ ← clip(λ + η · EMA(g), 0, λmax). One run finds the λ that a fixed factor has to be tuned for.
/// </remarks>
public sealed record LatencyPressure
{
    /// <summary>B: the budget, in milliseconds, above 0.</summary>
    public required double BudgetMs { get; init; }

    /// <summary>What every genotype costs, in microseconds.</summary>
    public required long FixedMicroseconds { get; init; }

    /// <summary>What pairs cost, in microseconds: [target][source][context], by the codes of <see cref="ContextType"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<long>>> PairMicroseconds { get; init; }

    /// <summary>What a row costs for reading anything, in microseconds: [target].</summary>
    public required IReadOnlyList<long> RowMicroseconds { get; init; }

    /// <summary>What an auxiliary head costs, in microseconds: [task].</summary>
    public required IReadOnlyList<long> AuxiliaryHeadMicroseconds { get; init; }

    /// <summary>What η amounts to over the whole search: a mean excess of all of the budget raises λ by so much.</summary>
    /// <value>Default 100.</value>
    public double DualTravel { get; init; } = 100;

    /// <summary>λmax.</summary>
    /// <value>Default 100.</value>
    public double LargestMultiplier { get; init; } = 100;

    /// <summary>ρ of the augmented term.</summary>
    /// <value>Default 10.</value>
    public double Augmentation { get; init; } = 10;

    /// <summary>Writes costs down with a budget.</summary>
    /// <param name="costs">What genotypes cost on the device.</param>
    /// <param name="budgetMs">The budget, in milliseconds, above 0.</param>
    public static LatencyPressure Of(GenotypeCosts costs, double budgetMs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(budgetMs);
        int[] tasks = [.. Enumerable.Range(0, costs.TaskCount)];
        return new LatencyPressure
        {
            BudgetMs = budgetMs,
            FixedMicroseconds = costs.FixedMicroseconds,
            PairMicroseconds = [.. tasks.Select(target => (IReadOnlyList<IReadOnlyList<long>>)[.. tasks.Select(source =>
                (IReadOnlyList<long>)[.. Enum.GetValues<ContextType>().Select(context =>
                    costs.PairMicroseconds(target, source, context))])])],
            RowMicroseconds = [.. tasks.Select(costs.RowMicroseconds)],
            AuxiliaryHeadMicroseconds = [.. tasks.Select(costs.AuxiliaryHeadMicroseconds)],
        };
    }

    /// <summary>Reads the costs.</summary>
    /// <exception cref="ArgumentException">Sizes don't agree, or a cost is out of range.</exception>
    public GenotypeCosts Costs()
    {
        int tasks = RowMicroseconds.Count;
        long[,,] pairs = new long[tasks, tasks, Enum.GetValues<ContextType>().Length];
        for (int target = 0; target < tasks; target++)
        {
            for (int source = 0; source < tasks; source++)
            {
                foreach (ContextType context in Enum.GetValues<ContextType>())
                {
                    pairs[target, source, (int)context] = PairMicroseconds[target][source][(int)context];
                }
            }
        }

        return new GenotypeCosts(FixedMicroseconds, pairs, RowMicroseconds, AuxiliaryHeadMicroseconds);
    }
}
