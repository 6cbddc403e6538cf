using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Space;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>Asks what a search was worth: other ways to search, and networks that are trained by themselves.</summary>
/// <param name="phases">Has the jobs done.</param>
/// <param name="plan">What is searched.</param>
/// <param name="scores">What rows are worth in the supernet that networks are chosen by.</param>
/// <param name="costs">What networks cost.</param>
internal sealed class SearchComparison(JobPhases phases, SearchPlan plan, RowScores scores, GenotypeCosts costs)
{
    private readonly GenotypeSpace _space = plan.Profile.Space;

    /// <summary>Compares this search with others, each with several seeds.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Nothing and null if nobody asked for it.</returns>
    /// <remarks>Each seed has a supernet of its own. All networks are judged by what their rows score on the test split, on
    /// average over the supernets: neither split nor average is what any of them was chosen by.</remarks>
    public async Task<(IReadOnlyList<FrontComparison> Comparisons, HypervolumeReference? Reference)> CompareAsync(
        CancellationToken cancellation)
    {
        int[] seeds = [.. Enumerable.Range(phases.Seed, plan.Extras.CompareSeeds ?? 0)];
        if (seeds.Length == 0)
        {
            return ([], null);
        }

        // All trainings at once: they don't depend on each other.
        await phases.LaunchAsync(
            "other seeds", [.. seeds.Select(phases.Jobs.Supernet), .. seeds.Select(phases.Jobs.Paper)], cancellation)
            .ConfigureAwait(false);
        List<(int Seed, RowTable Table)> searched = [];
        List<RowTable> judges = [];
        List<(int Seed, Genotype Genotype)> paper = [];
        foreach (int seed in seeds)
        {
            searched.Add((seed, (await phases.ScoreAsync(seed, isJudge: false, cancellation).ConfigureAwait(false)).Table));
            judges.Add((await phases.ScoreAsync(seed, isJudge: true, cancellation).ConfigureAwait(false)).Table);
            paper.Add((seed, await phases.PaperAsync(seed, cancellation).ConfigureAwait(false)));
        }

        return StandardComparisons.Of(_space, costs, searched, RowTable.Mean(_space, judges), Passes(), paper);
    }

    /// <summary>Trains networks by themselves, and sees whether the supernet ranks them alike.</summary>
    /// <param name="chosen">The networks that the search chose.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Null if nobody asked for it.</returns>
    public async Task<RankCorrelation?> RankAsync(IEnumerable<Genotype> chosen, CancellationToken cancellation)
    {
        if (plan.Extras.StandAlone is not { } count)
        {
            return null;
        }

        IReadOnlyList<Genotype> networks = RankedNetworks.Choose(_space, costs, scores.Table, chosen, count, phases.Seed);
        StudyJob[] jobs = [.. networks.Select(network => phases.Jobs.Alone(network, plan.Extras.StandAloneSteps))];
        await phases.LaunchAsync("stand-alone", jobs, cancellation).ConfigureAwait(false);
        IReadOnlyList<TaskResult>[] metrics = [.. jobs.Select(job => StudyWorker.MetricsOf(phases.Result(job)))];

        // The first is the network without contexts, which all are compared with.
        double[] gains = [.. metrics.Select(own => DeltaM.Of(own, metrics[0]) ?? throw new InvalidDataException(
            "Expected metrics of networks that were trained by themselves, found a network without contexts that scores nothing, or "
            + "other metrics than its. Train longer: --stand-alone-steps."))];
        return RankCorrelation.Of([.. networks.Select(scores.Utility)], gains);
    }

    // One pass scores one row of every task: random search looks at as many networks in as many passes.
    private int Passes() => _space.Tasks.Select((_, target) => _space.RowCount(target)).Max();
}
