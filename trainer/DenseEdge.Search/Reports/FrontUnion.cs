using DenseEdge.Contracts;

namespace DenseEdge.Search.Reports;

/// <summary>
/// The front over the studies of several backbones, sizes, widths or precisions on one device: what no network of any of them
/// beats. Utilities are relative within a study, so all are valued anew by their expected metrics, against one baseline: the
/// first study's network without contexts.
/// </summary>
public sealed class FrontUnion
{
    private readonly UnionPoint[] _all;

    private FrontUnion(IReadOnlyList<FrontReport> reports, UnionPoint[] all) => (Reports, _all) = (reports, all);

    /// <summary>The studies.</summary>
    public IReadOnlyList<FrontReport> Reports { get; }

    /// <summary>The networks that no other one beats, from the fastest to the best.</summary>
    public IReadOnlyList<UnionPoint> Points
    {
        get
        {
            List<UnionPoint> kept = [];
            foreach (UnionPoint point in _all.OrderBy(point => point.LatencyMs).ThenByDescending(point => point.Utility))
            {
                if (kept.Count == 0 || point.Utility > kept[^1].Utility)
                {
                    kept.Add(point);
                }
            }

            return kept;
        }
    }

    /// <summary>The budgets that any of the studies was asked, in milliseconds, rising.</summary>
    public IReadOnlyList<double> BudgetsMs
        => [.. Reports.SelectMany(report => report.Budgets).Select(budget => budget.BudgetMs).Distinct().Order()];

    /// <summary>Unites studies.</summary>
    /// <param name="reports">The reports, at least one.</param>
    /// <exception cref="InvalidDataException">They are of several devices, tasks or data sets, or one doesn't know its
    /// networks' metrics; the message names the studies' places.</exception>
    public static FrontUnion Of(IReadOnlyList<FrontReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        for (int study = 1; study < reports.Count; study++)
        {
            RequireEqual("device", study, reports[0].DeviceKey, reports[study].DeviceKey);
            RequireEqual("data", study, reports[0].Data ?? "none", reports[study].Data ?? "none");
            RequireEqual("tasks", study, Tasks(reports[0]), Tasks(reports[study]));
        }

        ReportPoint baseline = Bare(reports[0]) ?? throw new InvalidDataException(
            "Expected the network without contexts in the front of study 1, found none.");
        return new FrontUnion(reports, [.. reports.SelectMany((report, study) => report.Points.Select((point, index)
            => new UnionPoint(study, index, point, Utility(study, point, baseline), DeltaM.Of(point.Metrics, baseline.Metrics))))]);
    }

    /// <summary>The best network for a budget: of all that were trained and whose upper bound is within it the one with the
    /// largest Δm.</summary>
    /// <param name="budgetMs">The budget in milliseconds.</param>
    /// <returns>Null if there is none.</returns>
    public UnionPoint? Best(double budgetMs) => _all
        .Where(point => point.DeltaM is not null && point.Point.UpperBoundMs <= budgetMs)
        .OrderByDescending(point => point.DeltaM).ThenBy(point => point.LatencyMs).FirstOrDefault();

    private static double Utility(int study, ReportPoint point, ReportPoint baseline)
        => DeltaM.Of(point.Expected, baseline.Expected) ?? throw new InvalidDataException(
            $"Expected networks of study {study + 1} with the metrics that study 1's network without contexts has "
            + $"({Names(baseline)}), found {Names(point)}. Search again with this version.");

    private static ReportPoint? Bare(FrontReport report)
        => report.Points.Concat(report.Baselines.Select(named => named.Point)).FirstOrDefault(point => point.Genotype.Equals(
            Genotype.Uniform(point.Genotype.Tasks, ContextType.None)));

    private static string Names(ReportPoint point) => point.Expected.Count == 0
        ? "none"
        : string.Join(", ", point.Expected.Select(result => $"{result.Task.Key()} {result.Value:G3}"));

    private static string Tasks(FrontReport report) => string.Join(
        ", ", report.Deployment.Tasks);

    private static void RequireEqual(string what, int study, string first, string other)
    {
        if (first != other)
        {
            throw new InvalidDataException(
                $"Expected studies of the same {what}, found {first} in study 1 and {other} in study {study + 1}.");
        }
    }
}
