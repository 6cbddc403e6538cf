using System.Globalization;
using System.Text;
using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Searching;

/// <summary>What a finished search says on the terminal.</summary>
internal static class SearchText
{
    /// <summary>Describes the answers.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The study.</param>
    public static string Describe(FrontReport report, string folder)
    {
        StringBuilder text = new();
        foreach (BudgetAnswer budget in report.Budgets)
        {
            ReportPoint point = report.Points[budget.Chosen ?? budget.Fastest!.Value];
            text.Append(CultureInfo.InvariantCulture, $"budget {budget.BudgetMs} ms: {Latency(point)} ")
                .Append(CultureInfo.InvariantCulture, $"({Verdict(budget, point)}; ")
                .Append(CultureInfo.InvariantCulture, $"{budget.Builds} builds)\n  {point.Certificate}\n");
        }

        foreach (NamedPoint named in report.Baselines.Where(named => named.Point.Measured is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"{named.Name}: {Latency(named.Point)}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"The whole front: ./denseedge front {folder}\n").ToString();
    }

    private static string Latency(ReportPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"median {point.Measured!.P50Ms:F2} ms, 95 % bound {point.UpperBoundMs:F2} ms, utility {point.Utility:F2} %");

    private static string Verdict(BudgetAnswer budget, ReportPoint point) => budget.State == BudgetState.Met
        ? string.Create(
            CultureInfo.InvariantCulture, $"met, {100 * (1 - (point.UpperBoundMs!.Value / budget.BudgetMs)):F1} % left")
        : "nothing meets it; this is the fastest network";
}
