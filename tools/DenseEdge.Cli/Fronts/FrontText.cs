using System.Text;
using DenseEdge.Contracts;
using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Fronts;

/// <summary>A front as plain text: the answers to the budgets, a line per network, the chosen genotypes as grids.</summary>
internal static class FrontText
{
    private const string Gap = "   ";
    private const int GridWidth = 120;

    /// <summary>Writes the text; lines are not wrapped, so that columns stay columns.</summary>
    /// <param name="view">What is shown.</param>
    public static string Write(FrontView view)
    {
        FrontReport report = view.Report;
        StringBuilder text = new();
        foreach ((string name, string value) in FrontFormat.Facts(report))
        {
            text.Append($"{name,-8} {value}\n");
        }

        if (FrontFormat.Missing(report) is { Count: > 0 } missing)
        {
            text.Append($"\nThe search isn't through; still to do: {string.Join(", ", missing)}.\n");
        }

        text.Append('\n');
        foreach (BudgetAnswer budget in report.Budgets)
        {
            text.Append($"{FrontFormat.Answer(report, budget)}\n");
        }

        if (view.Shown.Count + view.Beside.Count > 0)
        {
            text.Append('\n');
            AppendAligned(
                text,
                [
                    FrontFormat.Header(view), .. view.Shown.Select(index => FrontFormat.Row(view, index)),
                    .. view.Beside.Select(named => FrontFormat.Row(view, named)),
                ]);
        }

        AppendGrids(text, view);
        if (report.Comparisons.Count > 0)
        {
            text.Append('\n');
            AppendAligned(text, [FrontFormat.ComparisonHeader, .. report.Comparisons.Select(FrontFormat.Row)]);
        }

        text.Append('\n');
        foreach (string note in FrontFormat.Notes(view))
        {
            text.Append($"{note}\n");
        }

        return text.ToString();
    }

    private static void AppendGrids(StringBuilder text, FrontView view)
    {
        (string, Genotype)[] chosen =
        [
            .. view.Shown.Where(index => view.BudgetsOf(index).Count > 0).Select(index => (
                $"{FrontFormat.Name(index)}, {FrontFormat.Budgets(view, index)} ms",
                view.Report.Points[index].Genotype)),
        ];
        if (chosen.Length > 0)
        {
            text.Append('\n').AppendJoin('\n', GenotypeGrid.Blocks(chosen, GridWidth)).Append($"\n\n{GenotypeGrid.Legend}\n");
        }
    }

    private static void AppendAligned(StringBuilder text, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        foreach (IReadOnlyList<string> row in rows)
        {
            text.AppendJoin(
                Gap, row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])));
            text.Append('\n');
        }
    }
}
