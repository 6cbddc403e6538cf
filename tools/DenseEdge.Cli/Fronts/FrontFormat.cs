using System.Globalization;
using DenseEdge.Cli.Comparing;
using DenseEdge.Cli.Reporting;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Fronts;

/// <summary>The numbers of a front as people read them: cells for a terminal and for a page.</summary>
internal static class FrontFormat
{
    private const string Nothing = "-";

    /// <summary>The titles of the table's columns.</summary>
    /// <param name="view">What is shown.</param>
    public static IReadOnlyList<string> Header(FrontView view) =>
    [
        "network", "budget", "bound ms", "p50 ms", "predicted ms", "utility",
        .. HasDeltaM(view) ? [ComparisonFormat.DeltaMTitle] : (string[])[],
        .. view.Columns.Select(MetricTitle), "contexts", "heads",
    ];

    /// <summary>The table's cells for a point of the front.</summary>
    /// <param name="view">What is shown.</param>
    /// <param name="index">The point.</param>
    public static IReadOnlyList<string> Row(FrontView view, int index) => Cells(
        view,
        view.Report.Points[index],
        string.Join(", ", view.KnownAs(index).Prepend(Name(index))),
        Budgets(view, index));

    /// <summary>The budgets that chose a point, in milliseconds; empty if none did.</summary>
    /// <param name="view">What is shown.</param>
    /// <param name="index">The point.</param>
    public static string Budgets(FrontView view, int index)
        => string.Join(", ", view.BudgetsOf(index).Select(budget => Number(budget.BudgetMs)));

    /// <summary>The table's cells for a network to compare with.</summary>
    /// <param name="view">What is shown.</param>
    /// <param name="named">The network.</param>
    public static IReadOnlyList<string> Row(FrontView view, NamedPoint named) => Cells(view, named.Point, named.Name, "");

    /// <summary>What a point is called: its place in front.json.</summary>
    /// <param name="index">The point.</param>
    public static string Name(int index) => Invariant($"#{index}");

    /// <summary>The answer to a budget, in a sentence.</summary>
    /// <param name="report">The report.</param>
    /// <param name="budget">A budget of it.</param>
    public static string Answer(FrontReport report, BudgetAnswer budget)
    {
        string builds = budget.Builds > 0 ? Invariant($", {budget.Builds} {(budget.Builds == 1 ? "build" : "builds")}") : "";
        return budget.State switch
        {
            BudgetState.Met => Invariant($"{Number(budget.BudgetMs)} ms: {Name(budget.Chosen!.Value)}, ")
                + Met(report.Points[budget.Chosen.Value], budget.BudgetMs) + builds + ".",
            BudgetState.Unmeetable => Invariant($"{Number(budget.BudgetMs)} ms cannot be met: the fastest network, ")
                + $"{Name(budget.Fastest!.Value)}, takes {Latency(report.Points[budget.Fastest.Value])}{builds}.",
            _ => Invariant($"{Number(budget.BudgetMs)} ms: nothing is measured for it yet{Guess(report, budget)}."),
        };
    }

    /// <summary>Where the search was made for, in lines of what and value.</summary>
    /// <param name="report">The report.</param>
    public static IReadOnlyList<(string Name, string Value)> Facts(FrontReport report) =>
    [
        ("device", report.DeviceName is null ? report.DeviceKey : $"{report.DeviceName} ({report.DeviceKey})"),
        ("network", report.Deployment.ToString()),
        .. report.Data is null ? [] : new[] { ("data", report.Data) },
        ("front", Invariant($"{report.Points.Count} networks, ")
            + Invariant($"{report.Points.Count(point => point.Measured is not null)} measured, ")
            + Invariant($"{report.Points.Count(point => point.Metrics.Count > 0)} fine-tuned")),
    ];

    /// <summary>What is still to be done, a phase each; none if the study is through.</summary>
    /// <param name="report">The report.</param>
    public static IReadOnlyList<string> Missing(FrontReport report) =>
    [
        .. report.Phases.Where(phase => !phase.IsComplete).Select(phase => phase.Total == 0
            ? $"{phase.Name} (not begun)"
            : Invariant($"{phase.Name} ({phase.Done} of {phase.Total})")),
    ];

    /// <summary>The titles of the table of comparisons.</summary>
    public static IReadOnlyList<string> ComparisonHeader => ["search", "hypervolume", "range over seeds", "seeds", "cost"];

    /// <summary>The cells of a comparison.</summary>
    /// <param name="comparison">A way to search.</param>
    public static IReadOnlyList<string> Row(FrontComparison comparison)
    {
        double[] values = [.. comparison.Seeds.Select(seed => seed.Hypervolume)];
        return
        [
            comparison.Name, Volume(values.Average()),
            values.Length == 1 ? Nothing : $"{Volume(values.Min())} to {Volume(values.Max())}",
            string.Join(' ', comparison.Seeds.Select(seed => Invariant($"{seed.Seed}"))), comparison.Cost ?? Nothing,
        ];
    }

    /// <summary>What the numbers mean, a line each.</summary>
    /// <param name="view">What is shown.</param>
    public static IEnumerable<string> Notes(FrontView view)
    {
        FrontReport report = view.Report;
        yield return "bound: 95 % upper confidence bound of the measured median latency; it must not exceed the budget.";
        yield return "utility: worth by the row tables of the supernet, in % of Δm, ± standard deviation over resampled images.";
        if (HasDeltaM(view))
        {
            yield return "Δm: mean gain of the tasks' metrics over the network without contexts, both fine-tuned alike.";
        }

        if (view.Shown.Count < report.Points.Count)
        {
            int left = report.Points.Count - view.Shown.Count;
            yield return Invariant($"{left} more networks of the predicted front are not listed; --all lists them.");
        }

        if (report.Reference is { } reference)
        {
            yield return Invariant($"hypervolume: area between a front and {Number(reference.SlowestMs)} ms at utility ")
                + Invariant($"{Utility(reference.LeastUtility)}, in ms × utility; larger is better. ")
                + "Utilities there are of the test split and of all seeds' supernets together, which nothing was chosen by.";
        }

        if (report.StandAlone is { } correlation)
        {
            yield return Invariant($"Utility against {correlation.Count} networks trained by themselves: Kendall tau ")
                + $"{Correlation(correlation.KendallTau)}, Spearman rho {Correlation(correlation.SpearmanRho)}.";
        }
    }

    /// <summary>The metric of a column: semseg mIoU % ↑.</summary>
    /// <param name="column">A result of the metric.</param>
    public static string MetricTitle(TaskResult column) => $"{column.Task.Key()} {Metric(column)}";

    /// <summary>A result with its unit.</summary>
    /// <param name="result">The result.</param>
    public static string Value(TaskResult result) => MetricFormat.Value(
        new TaskScore(result.Task, result.Metric, result.Unit, result.Value, result.HigherIsBetter));

    /// <summary>A number with at most four digits: 12, 12.5, 0.125.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value)
        => value.ToString(Math.Abs(value) >= 1000 ? "F0" : "0.####", CultureInfo.InvariantCulture);

    /// <summary>A latency as measured, or else as predicted.</summary>
    /// <param name="point">The point.</param>
    public static string Latency(ReportPoint point) => point.Measured is { } measured
        ? Invariant($"{measured.P50Ms:F2} ms (bound {point.UpperBoundMs:F2} ms)")
        : Invariant($"{point.PredictedMs:F2} ms by prediction");

    /// <summary>A utility.</summary>
    /// <param name="value">The utility.</param>
    public static string Utility(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static bool HasDeltaM(FrontView view)
        => view.Report.Points.Concat(view.Report.Baselines.Select(named => named.Point)).Any(point => point.DeltaM is not null);

    private static IReadOnlyList<string> Cells(FrontView view, ReportPoint point, string name, string budgets) =>
    [
        name, budgets,
        Fixed(point.UpperBoundMs), Fixed(point.Measured?.P50Ms), Fixed(point.PredictedMs),
        point.UtilityError is { } error ? Invariant($"{Utility(point.Utility)} ± {error:F3}") : Utility(point.Utility),
        .. HasDeltaM(view) ? [point.DeltaM?.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) ?? Nothing] : (string[])[],
        .. view.Columns.Select(column => FrontView.Find(point, column) is { } result ? Value(result) : Nothing),
        Invariant($"{ContextWords.Count(point.Genotype)} of {point.Genotype.Tasks.Count * point.Genotype.Tasks.Count}"),
        Invariant($"{point.Genotype.TasksWithAuxiliaryHead.Count}"),
    ];

    private static string Met(ReportPoint point, double budgetMs) => point.UpperBoundMs is { } bound
        ? Invariant($"bound {bound:F2} ms, {100 * (budgetMs - bound) / budgetMs:F1} % unused")
        : $"{Latency(point)}";

    private static string Guess(FrontReport report, BudgetAnswer budget)
    {
        if (report.Points.Count == 0)
        {
            return "";
        }

        int? best = FrontView.BestByPrediction(report, budget);
        (int Index, ReportPoint Item) shown = best is { } index
            ? (index, report.Points[index])
            : report.Points.Index().MinBy(entry => entry.Item.PredictedMs);
        string words = best is not null
            ? $"{Name(shown.Index)} is the best"
            : $"even the fastest, {Name(shown.Index)}, is slower";
        return Invariant($"; {words} by prediction, {shown.Item.PredictedMs:F2} ms");
    }

    private static string Metric(TaskResult column)
        => ComparisonFormat.MetricTitle(new TaskColumn(column.Task, column.Metric, column.Unit, column.HigherIsBetter));

    private static string Fixed(double? ms) => ms?.ToString("F2", CultureInfo.InvariantCulture) ?? Nothing;

    private static string Volume(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Correlation(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "undefined";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
