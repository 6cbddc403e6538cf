using DenseEdge.Contracts;

namespace DenseEdge.Search.Reports;

/// <summary>What must hold in a report beyond its types.</summary>
internal static class FrontReportRules
{
    /// <summary>Stops at a report that contradicts itself.</summary>
    /// <param name="report">The report.</param>
    /// <param name="file">Where it is; it begins the message.</param>
    /// <exception cref="InvalidDataException">It does; the message lists every fault.</exception>
    public static void Require(FrontReport report, string file)
    {
        string[] faults = [.. Faults(report)];
        if (faults.Length > 0)
        {
            throw new InvalidDataException($"'{file}': {string.Join(" ", faults)}");
        }
    }

    private static IEnumerable<string> Faults(FrontReport report)
    {
        IEnumerable<(string Place, ReportPoint Point)> points = report.Points.Select((point, i) => ($"points[{i}]", point))
            .Concat(report.Baselines.Select((named, i) => ($"baselines[{i}]", named.Point)));
        foreach ((string place, ReportPoint point) in points)
        {
            foreach (string fault in PointFaults(report, place, point))
            {
                yield return fault;
            }
        }

        for (int i = 0; i < report.Budgets.Count; i++)
        {
            foreach (string fault in BudgetFaults(report, $"budgets[{i}]", report.Budgets[i]))
            {
                yield return fault;
            }
        }

        if (report.Comparisons.Count > 0 && report.Reference is null)
        {
            yield return "Expected a reference beside comparisons, found none.";
        }

        foreach (FrontComparison comparison in report.Comparisons)
        {
            if (comparison.Seeds.Count == 0 || comparison.Seeds.Any(seed => !(seed.Hypervolume >= 0)))
            {
                yield return $"Expected hypervolumes of at least 0 for '{comparison.Name}', found "
                    + $"[{string.Join(", ", comparison.Seeds.Select(seed => seed.Hypervolume))}].";
            }
        }
    }

    private static IEnumerable<string> PointFaults(FrontReport report, string place, ReportPoint point)
    {
        if (!IsPositive(point.PredictedMs) || !IsPositive(point.UpperBoundMs ?? 1))
        {
            yield return $"{place}: expected latencies above 0 ms, found predicted {point.PredictedMs}, "
                + $"upper bound {point.UpperBoundMs}.";
        }

        if (!double.IsFinite(point.Utility) || !double.IsFinite(point.DeltaM ?? 0) || !((point.UtilityError ?? 0) >= 0))
        {
            yield return $"{place}: expected a finite utility and Δm, and an error of at least 0, found {point.Utility}, "
                + $"{point.DeltaM} and {point.UtilityError}.";
        }

        if (point.Measured is null != point.UpperBoundMs is null)
        {
            yield return $"{place}: expected a measurement and its upper bound, or neither, found one without the other.";
        }

        TaskKind[] first = [.. (report.Points.Count > 0 ? report.Points[0] : point).Genotype.Tasks];
        if (!point.Genotype.Tasks.SequenceEqual(first))
        {
            yield return $"{place}: expected the tasks {Keys(first)} as in the other points, found {Keys(point.Genotype.Tasks)}.";
        }
    }

    private static IEnumerable<string> BudgetFaults(FrontReport report, string place, BudgetAnswer budget)
    {
        if (!IsPositive(budget.BudgetMs))
        {
            yield return $"{place}: expected a budget above 0 ms, found {budget.BudgetMs}.";
        }

        foreach (int index in new[] { budget.Chosen, budget.Fastest }.OfType<int>())
        {
            if (index < 0 || index >= report.Points.Count)
            {
                yield return $"{place}: expected a point from 0 to {report.Points.Count - 1}, found {index}.";
            }
        }

        bool agrees = budget.State switch
        {
            BudgetState.Met => budget.Chosen is not null,
            BudgetState.Unmeetable => budget.Chosen is null && budget.Fastest is not null,
            _ => budget.Chosen is null,
        };
        if (!agrees)
        {
            yield return $"{place}: expected a chosen point if the budget is met, and only the fastest if nothing meets it, "
                + $"found state {budget.State}, chosen {Shown(budget.Chosen)}, fastest {Shown(budget.Fastest)}.";
        }
    }

    private static bool IsPositive(double ms) => ms > 0 && double.IsFinite(ms);

    private static string Shown(int? index) => index?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";

    private static string Keys(IEnumerable<TaskKind> tasks) => $"[{string.Join(", ", tasks.Select(TaskKinds.Key))}]";
}
