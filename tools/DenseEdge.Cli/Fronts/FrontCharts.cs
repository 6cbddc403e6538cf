using System.Globalization;
using DenseEdge.Cli.Reporting;
using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Fronts;

/// <summary>The drawings that a report has enough for.</summary>
internal static class FrontCharts
{
    // Half of a 95 % interval of a normal distribution, in standard deviations.
    private const double Deviations95 = 1.96;

    /// <summary>Utility of the whole front, with the other searches; null for a report without points.</summary>
    /// <param name="view">What is shown.</param>
    public static ChartContent? Utility(FrontView view)
    {
        FrontReport report = view.Report;
        if (report.Points.Count == 0)
        {
            return null;
        }

        List<CurvePoint> own = Unbeaten(report.Points);
        return Content(view, "Utility against latency", "utility", point => point.Utility, isUtility: true) with
        {
            Curves =
            [
                ("exact front, predicted", own),
                .. report.Comparisons.Where(comparison => comparison.Curve.Count > 1 && !comparison.Curve.SequenceEqual(own))
                    .Select(comparison => (comparison.Name, comparison.Curve)),
            ],
        };
    }

    /// <summary>Δm against latency; null if no point has one.</summary>
    /// <param name="view">What is shown.</param>
    public static ChartContent? DeltaM(FrontView view)
        => NonEmpty(Content(view, "Δm against latency", "Δm in %", point => point.DeltaM, isUtility: false));

    /// <summary>The metric of each task against latency, for points that were fine-tuned.</summary>
    /// <param name="view">What is shown.</param>
    public static IReadOnlyList<(string Title, ChartContent Content)> Tasks(FrontView view) =>
    [
        .. view.Columns.Select(column => (
            MetricFormat.Task(column.Task),
            NonEmpty(Content(
                view,
                $"{MetricFormat.Task(column.Task)} against latency",
                Axis(column),
                point => Shown(FrontView.Find(point, column)),
                isUtility: false) with { HigherIsBetter = column.HigherIsBetter })))
            .Where(chart => chart.Item2 is not null).Select(chart => (chart.Item1, chart.Item2!)),
    ];

    private static ChartContent Content(
        FrontView view, string title, string valueTitle, Func<ReportPoint, double?> value, bool isUtility)
        => new()
        {
            Title = title,
            ValueTitle = valueTitle,
            Budgets = view.Report.Budgets,
            Marks =
            [
                .. view.Report.Points.Index().Where(entry => value(entry.Item) is not null).Select(entry => Mark(
                    entry.Item,
                    FrontFormat.Name(entry.Index),
                    Kind(view, entry.Item, entry.Index),
                    value(entry.Item)!.Value,
                    isUtility)),
                .. view.Report.Baselines.Where(named => value(named.Point) is not null).Select(named =>
                    Mark(named.Point, named.Name, MarkKind.Baseline, value(named.Point)!.Value, isUtility)),
            ],
        };

    private static MarkKind Kind(FrontView view, ReportPoint point, int index)
        => view.BudgetsOf(index).Count > 0 ? MarkKind.Chosen : point.Measured is null ? MarkKind.Predicted : MarkKind.Measured;

    private static ChartMark Mark(ReportPoint point, string name, MarkKind kind, double value, bool isUtility) => new(
        FrontView.LatencyMs(point),
        value,
        kind == MarkKind.Predicted && isUtility ? null : name,
        kind,
        string.Create(CultureInfo.InvariantCulture, $"{name}: {FrontFormat.Latency(point)}, {value:0.###}"))
    {
        UpperBoundMs = point.UpperBoundMs,

        // The whole predicted front has hundreds of errors; bars are for the networks that somebody looked at.
        ValueError = isUtility && kind != MarkKind.Predicted ? Deviations95 * point.UtilityError : null,
    };

    private static ChartContent? NonEmpty(ChartContent content) => content.Marks.Count == 0 ? null : content;

    // A report also has networks that were measured or trained and then beaten.
    private static List<CurvePoint> Unbeaten(IReadOnlyList<ReportPoint> points)
    {
        List<CurvePoint> kept = [];
        foreach (ReportPoint point in points.OrderBy(point => point.PredictedMs).ThenByDescending(point => point.Utility))
        {
            if (kept.Count == 0 || point.Utility > kept[^1].Utility)
            {
                kept.Add(new CurvePoint(point.PredictedMs, point.Utility));
            }
        }

        return kept;
    }

    private static double? Shown(TaskResult? result)
        => result is null ? null : result.Unit == "1" ? 100 * result.Value : result.Value;

    private static string Axis(TaskResult column)
        => FrontFormat.MetricTitle(column) + (column.HigherIsBetter ? "" : ", better is up");
}
