using DenseEdge.Contracts;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Verification;

namespace DenseEdge.Cli.Searching;

/// <summary>What a search found.</summary>
/// <param name="Scores">What rows are worth.</param>
/// <param name="Search">What is known about latencies, and every network that was measured.</param>
/// <param name="Answers">The answer to each budget, by the measurements before training.</param>
/// <param name="Trained">The chosen networks after training.</param>
/// <param name="Paper">The network of the published search; null without it.</param>
internal sealed record SearchOutcome(
    RowScores Scores, BudgetSearch Search, IReadOnlyList<VerifiedBudget> Answers,
    IReadOnlyDictionary<Genotype, TrainedPoint> Trained, NamedTrained? Paper)
{
    private const double MicrosecondsPerMillisecond = 1000;

    /// <summary>This search and others by the hypervolume that they reach; empty if nobody asked.</summary>
    public IReadOnlyList<FrontComparison> Comparisons { get; init; } = [];

    /// <summary>The corner of all hypervolumes; null without comparisons.</summary>
    public HypervolumeReference? Reference { get; init; }

    /// <summary>How well the supernet's ranking agrees with trainings of their own; null if nobody asked.</summary>
    public RankCorrelation? StandAlone { get; init; }

    /// <summary>The share of a budget that is left unused if a network can.</summary>
    public double ReserveShare { get; init; }

    /// <summary>The answer to a budget: of all trained networks whose own upper bound is within it, with the reserve if there is such a
    /// one, the one that is worth most.</summary>
    /// <param name="budgetMs">The budget in milliseconds.</param>
    /// <returns>Null if there is none.</returns>
    public Genotype? Chosen(double budgetMs) => Within((1 - ReserveShare) * budgetMs) ?? Within(budgetMs);

    private Genotype? Within(double limitMs) => Trained
        .Where(entry => entry.Value.Measured.UpperBoundMs <= limitMs)
        .OrderByDescending(entry => Scores.Utility(entry.Key)).ThenBy(entry => entry.Value.Measured.UpperBoundMs)
        .Select(entry => entry.Key).FirstOrDefault();

    /// <summary>The fastest trained network: the answer to a budget that nothing meets.</summary>
    public Genotype Fastest => Trained.MinBy(entry => entry.Value.Measured.UpperBoundMs).Key;

    /// <summary>How many networks were built for a budget, its trained ones not counted.</summary>
    /// <param name="budgetMs">The budget in milliseconds.</param>
    public int Builds(double budgetMs) => Answers
        .Single(answer => answer.BudgetMicroseconds == (long)Math.Floor(budgetMs * MicrosecondsPerMillisecond)).Builds;
}

