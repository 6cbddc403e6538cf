using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>Writes down what a search found: front.json.</summary>
internal sealed class SearchReport
{
    private const double MicrosecondsPerMillisecond = 1000;
    private readonly StudyFolder _study;
    private readonly SearchPlan _plan;
    private readonly RowScores _scores;
    private readonly GenotypeCosts _costs;
    private readonly SearchOutcome? _outcome;
    private readonly DeviceBench? _bench;

    private SearchReport(
        StudyFolder study, SearchPlan plan, RowScores scores, GenotypeCosts costs, SearchOutcome? outcome, DeviceBench? bench)
        => (_study, _plan, _scores, _costs, _outcome, _bench) = (study, plan, scores, costs, outcome, bench);

    /// <summary>The report of a search whose budgets aren't answered yet: the front by prediction.</summary>
    /// <param name="study">The study.</param>
    /// <param name="plan">What is searched.</param>
    /// <param name="scores">What rows are worth.</param>
    public static FrontReport Interim(StudyFolder study, SearchPlan plan, RowScores scores)
        => new SearchReport(study, plan, scores, plan.Profile.Costs, null, null).Write();

    /// <summary>The report of a finished search.</summary>
    /// <param name="study">The study.</param>
    /// <param name="plan">What was searched.</param>
    /// <param name="outcome">What was found.</param>
    /// <param name="bench">Has the measurements.</param>
    public static FrontReport Final(StudyFolder study, SearchPlan plan, SearchOutcome outcome, DeviceBench bench)
        => new SearchReport(study, plan, outcome.Scores, outcome.Search.Costs, outcome, bench).Write();

    private FrontReport Write()
    {
        Front front = ExactFront.Compute(_plan.Profile.Space, _costs, _scores.Table);
        ReportPoint[] points =
        [
            .. front.Points.Select(point => point.Genotype)
                .Concat(_outcome?.Search.Verified.Select(network => network.Genotype) ?? [])
                .Concat(_outcome?.Trained.Keys ?? []).Distinct().Select(Point)
                .OrderBy(point => point.PredictedMs).ThenBy(point => point.Utility),
        ];
        return new FrontReport
        {
            DeviceKey = _plan.Profile.Identity.Key,
            DeviceName = _plan.Profile.Identity.ToString(),
            Deployment = _plan.Profile.Deployment,
            Data = _plan.Settings.Supernet.DataName,
            Phases = Phases(),
            Points = points,
            Budgets = [.. _plan.BudgetsMs.Select(budget => Budget(budget, points))],
            Baselines = [.. Baselines()],
            Comparisons = _outcome?.Comparisons ?? [],
            Reference = _outcome?.Reference,
            StandAlone = _outcome?.StandAlone,
        };
    }

    private PhaseState[] Phases()
    {
        int rows = RowJobs();
        int answers = _plan.BudgetsMs.Count;
        int trained = _outcome?.Trained.Count ?? 0;
        return
        [
            new("supernet", 1, 1), new("row tables", rows, rows), new("verification", _outcome is null ? 0 : answers, answers),
            new("fine-tuning", trained, trained), new("certificates", trained, trained),
        ];
    }

    private int RowJobs()
    {
        SearchJobs jobs = new(_study);
        StudyJob supernet = jobs.Supernet(_plan.Settings.Supernet.Training.Seed);
        return jobs.Rows(supernet, isJudge: false, _plan.Profile.Space, _plan.Settings.RowsPerJob).Count;
    }

    private BudgetAnswer Budget(double budgetMs, ReportPoint[] points)
    {
        if (_outcome is null)
        {
            return new BudgetAnswer { BudgetMs = budgetMs, State = BudgetState.Pending, Fastest = 0 };
        }

        Genotype? chosen = _outcome.Chosen(budgetMs);
        return new BudgetAnswer
        {
            BudgetMs = budgetMs,
            State = chosen is null ? BudgetState.Unmeetable : BudgetState.Met,
            Chosen = chosen is null ? null : Index(points, chosen),
            Fastest = Index(points, _outcome.Fastest),
            Builds = _outcome.Builds(budgetMs),
        };
    }

    private static int Index(ReportPoint[] points, Genotype genotype)
        => Array.FindIndex(points, point => point.Genotype.Equals(genotype));

    private IEnumerable<NamedPoint> Baselines()
    {
        IReadOnlyList<TaskKind> tasks = _plan.Profile.Tasks;
        yield return new NamedPoint("no context", Point(Genotype.Uniform(tasks, ContextType.None)));
        Genotype labels = Genotype.Uniform(tasks, ContextType.TargetLabel);
        if (!_plan.Profile.MaskedContexts.Contains(ContextType.TargetLabel))
        {
            yield return new NamedPoint("all T-label", Point(labels));
        }

        if (_outcome?.Paper is { } paper)
        {
            yield return new NamedPoint(paper.Name, Point(paper.Genotype, paper.Trained, paper.Trained.Measured));
        }
    }

    private ReportPoint Point(Genotype genotype)
    {
        TrainedPoint? trained = _outcome?.Trained.GetValueOrDefault(genotype);
        bool isVerified = _outcome?.Search.Verified.Any(network => network.Genotype.Equals(genotype)) == true;
        LatencyMeasurement? measured = trained?.Measured
            ?? (isVerified ? _bench!.MeasureBuild(genotype, CancellationToken.None) : null);
        return Point(genotype, trained, measured);
    }

    private ReportPoint Point(Genotype genotype, TrainedPoint? trained, LatencyMeasurement? measured) => new()
    {
        Genotype = genotype,
        PredictedMs = _costs.Microseconds(genotype) / MicrosecondsPerMillisecond,
        Measured = measured,
        UpperBoundMs = measured?.UpperBoundMs,
        Utility = _scores.Utility(genotype),
        UtilityError = _scores.Error(genotype, _plan.Settings.Supernet.Training.Seed),
        Expected = _scores.Expected(genotype),
        DeltaM = trained is null ? null : DeltaM.Of(trained.Metrics, Bare()),
        Metrics = trained?.Metrics ?? [],
        Certificate = trained is null ? null : StudyFiles.Relative(_study, StudyFiles.Certificate(_study, genotype)),
        RunFolder = trained is null ? null : StudyFiles.Relative(_study, trained.RunFolder),
    };

    /// <summary>The metrics of the network without contexts.</summary>
    private IReadOnlyList<TaskResult> Bare()
        => _outcome?.Trained.GetValueOrDefault(KnownPoint.NoContext(_plan.Profile.Space))?.Metrics ?? [];
}
