using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Verification;

/// <summary>
/// Finds the best network whose measured upper bound is within a budget: builds and measures the best one that is predicted to be
/// within it, learns from the measurement, and repeats until no better one is predicted to be.
/// </summary>
/// <remarks>
/// Only measurements decide, so a wrong prediction costs builds and never the budget. While nothing within the budget is found,
/// the
/// limit for predictions sinks in the second half of the builds from the budget to the fastest network, which the last build
/// measures in any case. Same inputs and same measurements give the same answer.
/// </remarks>
public sealed class BudgetSearch
{
    private readonly GenotypeSpace _space;
    private readonly RowTable _table;
    private readonly VerificationOptions _options;
    private readonly LatencyKnowledge _knowledge;
    private readonly Func<Genotype, MeasuredLatency> _measure;
    private readonly Dictionary<Genotype, VerifiedNetwork> _verified = [];
    private readonly HashSet<Genotype> _refused = [];

    /// <summary>Makes a search; several budgets share what it learns.</summary>
    /// <param name="space">The genotypes to choose from.</param>
    /// <param name="table">What they are worth.</param>
    /// <param name="terms">What a latency is made of.</param>
    /// <param name="priorMicroseconds">What each term should cost by isolated blocks.</param>
    /// <param name="samples">Networks that were measured before, at least one.</param>
    /// <param name="measure">Builds a network and measures it.</param>
    /// <param name="options">How far the search goes.</param>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public BudgetSearch(
        GenotypeSpace space, RowTable table, LatencyTerms terms, IReadOnlyList<double> priorMicroseconds,
        IEnumerable<LatencySample> samples, Func<Genotype, MeasuredLatency> measure, VerificationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(priorMicroseconds);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(measure);
        (_space, _table, _measure, _options) = (space, table, measure, (options ?? new VerificationOptions()).Validated());
        _knowledge = new LatencyKnowledge(terms, priorMicroseconds, samples, _options.NeighbourDistance);
    }

    /// <summary>Every network that was measured.</summary>
    public IReadOnlyCollection<VerifiedNetwork> Verified => _verified.Values;

    /// <summary>What genotypes cost by everything that is known now.</summary>
    public GenotypeCosts Costs => _knowledge.Costs;

    /// <summary>Answers a budget.</summary>
    /// <param name="budgetMicroseconds">The budget in microseconds, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not above 0.</exception>
    public VerifiedBudget Answer(long budgetMicroseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budgetMicroseconds, 1);
        long limit = budgetMicroseconds - (long)Math.Ceiling(_options.ReserveShare * budgetMicroseconds);
        int builds = 0;
        int probes = 0;
        while (builds < _options.MaximumBuilds && Next(limit, builds, ref probes) is { } candidate)
        {
            Measure(candidate);
            builds++;
        }

        if (Best(limit) is { } reserved)
        {
            return new VerifiedBudget(budgetMicroseconds, reserved, IsMet: true, builds) { LimitMicroseconds = limit };
        }

        return Best(budgetMicroseconds) is { } best
            ? new VerifiedBudget(budgetMicroseconds, best, IsMet: true, builds)
            : new VerifiedBudget(budgetMicroseconds, Fastest(), IsMet: false, builds);
    }

    /// <summary>Takes a network out of the choice: what became of it turned out slower than what was measured here.</summary>
    /// <param name="genotype">The network.</param>
    /// <param name="latency">What it takes now.</param>
    public void Refuse(Genotype genotype, MeasuredLatency latency)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        _knowledge.Add(genotype, latency);
        _refused.Add(genotype);
        if (_verified.TryGetValue(genotype, out VerifiedNetwork? known))
        {
            _verified[genotype] = known with { Latency = latency };
        }
    }

    private Candidate? Next(long budget, int builds, ref int probes)
    {
        VerifiedNetwork? best = Best(budget);
        double limit = best is null ? Limit(budget, builds) : budget;
        Candidate[] better = [.. Candidates.Near(_space, _knowledge.Costs, _table, limit, _options.FrontPoints)
            .Where(candidate => candidate.Utility > (best?.Utility ?? double.NegativeInfinity) && !IsKnown(candidate.Genotype))];
        Candidate? within = First(better, candidate => _knowledge.Predict(candidate.Genotype) <= limit);
        if (within is not null)
        {
            return within;
        }

        return best is null ? FastestOf(better, budget) : Probe(better, budget, ref probes);
    }

    private Candidate? Probe(Candidate[] better, long budget, ref int probes)
    {
        if (probes >= _options.Probes)
        {
            return null;
        }

        probes++;
        double most = budget * (1 + _options.ProbeShare);
        return First(
            better.Select(candidate => (Candidate: candidate, Predicted: _knowledge.Predict(candidate.Genotype)))
                .Where(entry => entry.Predicted <= most).OrderBy(entry => entry.Predicted).Select(entry => entry.Candidate),
            _ => true);
    }

    /// <summary>The candidate that is predicted fastest. If even that one is predicted well above the budget, the network without
    /// any context, which contains nothing that another one doesn't, is measured before nothing is said to meet the
    /// budget.</summary>
    private Candidate? FastestOf(Candidate[] candidates, long budget)
    {
        Genotype bare = _space.Genotype(new int[_space.Tasks.Count]);
        Candidate[] likely = [.. candidates.Where(candidate
            => _knowledge.Predict(candidate.Genotype) <= budget * (1 + _options.ProbeShare))];
        if (likely.Length > 0)
        {
            return likely.MinBy(candidate => _knowledge.Predict(candidate.Genotype));
        }

        return IsKnown(bare) ? null : new Candidate(bare, _space.Tasks.Select((_, target) => _table[target, 0]).Sum());
    }

    private double Limit(long budget, int builds)
    {
        int half = _options.MaximumBuilds / 2;
        if (builds < half)
        {
            return budget;
        }

        double least = FastestPrediction();
        double share = (double)(builds - half + 1) / (_options.MaximumBuilds - half);
        return Math.Min(budget, budget - (share * (budget - least)));
    }

    private double FastestPrediction()
        => _knowledge.Predict(Fronts.ExactFront.Compute(_space, _knowledge.Costs, _table).Fastest.Genotype);

    private bool IsKnown(Genotype genotype) => _verified.ContainsKey(genotype) || _refused.Contains(genotype);

    private void Measure(Candidate candidate)
    {
        double predicted = _knowledge.Predict(candidate.Genotype);
        MeasuredLatency latency = _measure(candidate.Genotype);
        _knowledge.Add(candidate.Genotype, latency);
        _verified.Add(candidate.Genotype, new VerifiedNetwork(candidate.Genotype, candidate.Utility, predicted, latency));
    }

    private VerifiedNetwork? Best(long budget) => _verified.Values
        .Where(network => network.Latency.BoundMicroseconds <= budget)
        .OrderByDescending(network => network.Utility).ThenBy(network => network.Latency.BoundMicroseconds).FirstOrDefault();

    private VerifiedNetwork Fastest() => _verified.Values.MinBy(network => network.Latency.BoundMicroseconds)!;

    private static Candidate? First(IEnumerable<Candidate> candidates, Func<Candidate, bool> isWanted)
    {
        foreach (Candidate candidate in candidates)
        {
            if (isWanted(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
