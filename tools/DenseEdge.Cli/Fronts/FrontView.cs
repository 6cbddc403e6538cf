using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Fronts;

/// <summary>Which part of a report is shown, and what it is called there.</summary>
internal sealed class FrontView
{
    private const int Overview = 12;

    /// <summary>Chooses what is shown.</summary>
    /// <param name="report">The report.</param>
    /// <param name="all">Whether every point is shown.</param>
    public FrontView(FrontReport report, bool all)
    {
        Report = report;
        Shown = all ? [.. Enumerable.Range(0, report.Points.Count)] : Choose(report);
        Columns = [.. report.Points.Concat(report.Baselines.Select(named => named.Point))
            .SelectMany(point => point.Metrics).DistinctBy(result => (result.Task, result.Metric))];
    }

    /// <summary>The whole report.</summary>
    public FrontReport Report { get; }

    /// <summary>Indices of the points that are shown, from the fastest to the slowest.</summary>
    public IReadOnlyList<int> Shown { get; }

    /// <summary>The networks to compare with that are not among the points shown.</summary>
    public IReadOnlyList<NamedPoint> Beside
        => [.. Report.Baselines.Where(named => !Shown.Any(index => IsOf(index, named)))];

    /// <summary>What a shown point is beside a point of the front, such as "no context"; none for most.</summary>
    /// <param name="index">The point.</param>
    public IEnumerable<string> KnownAs(int index)
        => Report.Baselines.Where(named => IsOf(index, named)).Select(named => named.Name);

    /// <summary>One result of each metric that any point has: the columns of a table.</summary>
    public IReadOnlyList<TaskResult> Columns { get; }

    /// <summary>The budgets that chose a point.</summary>
    /// <param name="index">The point.</param>
    public IReadOnlyList<BudgetAnswer> BudgetsOf(int index)
        => [.. Report.Budgets.Where(budget => budget.Chosen == index)];

    /// <summary>The latency that a point is drawn and sorted by: measured if it was, else predicted; in milliseconds.</summary>
    /// <param name="point">A point.</param>
    public static double LatencyMs(ReportPoint point) => point.Measured?.P50Ms ?? point.PredictedMs;

    /// <summary>What is known of a point for one metric; null if it wasn't trained.</summary>
    /// <param name="point">The point.</param>
    /// <param name="column">A result of the same metric.</param>
    public static TaskResult? Find(ReportPoint point, TaskResult column)
        => point.Metrics.FirstOrDefault(result => result.Task == column.Task && result.Metric == column.Metric);

    /// <summary>The network that a budget would take by prediction; null if none is predicted to be within it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="budget">One of its budgets.</param>
    public static int? BestByPrediction(FrontReport report, BudgetAnswer budget)
        => report.Points.Index().Where(entry => entry.Item.PredictedMs <= budget.BudgetMs)
            .OrderByDescending(entry => entry.Item.Utility).Select(entry => (int?)entry.Index).FirstOrDefault();

    private bool IsOf(int index, NamedPoint named) => Report.Points[index].Genotype.Equals(named.Point.Genotype);

    // What somebody spent time on says more than its neighbours; before that, an even choice over the front. And whatever an answer
    // names.
    private static int[] Choose(FrontReport report)
    {
        int[] all = [.. Enumerable.Range(0, report.Points.Count)];
        int[] known = [.. all.Where(i => report.Points[i].Measured is not null || report.Points[i].Metrics.Count > 0)];
        int[] overview = known.Length > 0 ? known
            : all.Length <= Overview ? all
            : [.. Enumerable.Range(0, Overview).Select(i => i * (all.Length - 1) / (Overview - 1))];
        IEnumerable<int?> named = report.Budgets.SelectMany(budget => budget.Chosen is null
            ? [budget.Fastest, BestByPrediction(report, budget)]
            : new[] { budget.Chosen, budget.Fastest });
        return [.. overview.Union(named.OfType<int>()).OrderBy(i => LatencyMs(report.Points[i]))];
    }
}
