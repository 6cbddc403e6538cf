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
            string verdict = budget.State == BudgetState.Met
                ? string.Create(CultureInfo.InvariantCulture, $"met, {100 * (1 - (point.UpperBoundMs!.Value / budget.BudgetMs)):F1} % left")
                : "nothing meets it; this is the fastest network";
            text.Append(CultureInfo.InvariantCulture, $"budget {budget.BudgetMs} ms: ")
                .Append(CultureInfo.InvariantCulture, $"median {point.Measured!.P50Ms:F2} ms, 95 % bound {point.UpperBoundMs:F2} ms ({verdict}; ")
                .Append(CultureInfo.InvariantCulture, $"{budget.Builds} builds), utility {point.Utility:F2} %\n")
                .Append(CultureInfo.InvariantCulture, $"  {point.Certificate}\n");
        }

        foreach (NamedPoint named in report.Baselines.Where(named => named.Point.Measured is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"{named.Name}: median {named.Point.Measured!.P50Ms:F2} ms, ")
                .Append(CultureInfo.InvariantCulture, $"95 % bound {named.Point.UpperBoundMs:F2} ms, utility {named.Point.Utility:F2} %\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"The whole front: ./denseedge front {folder}\n").ToString();
    }
}
