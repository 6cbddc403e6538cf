using System.Globalization;
using System.Text;
using DenseEdge.Search.Reports;

namespace DenseEdge.Cli.Fronts;

/// <summary>The front of several studies as plain text.</summary>
internal static class UnionText
{
    private const string Gap = "   ";

    /// <summary>Writes the text.</summary>
    /// <param name="union">The studies.</param>
    /// <param name="names">What they are called.</param>
    public static string Write(FrontUnion union, IReadOnlyList<string> names)
    {
        StringBuilder text = new();
        for (int study = 0; study < names.Count; study++)
        {
            text.Append($"{Letter(study)}  {names[study]}: {union.Reports[study].Deployment}\n");
        }

        text.Append('\n');
        foreach (double budget in union.BudgetsMs)
        {
            text.Append($"{Answer(union, budget)}\n");
        }

        text.Append('\n');
        AppendAligned(text, [["network", "bound ms", "latency ms", "utility", "delta_m"], .. union.Points.Select(Row)]);
        return text.Append("\nutility and delta_m: in %, against the network without contexts of A, in the supernet on held-out ")
            .Append("images and after fine-tuning on the test split.\n").ToString();
    }

    private static string Answer(FrontUnion union, double budgetMs) => union.Best(budgetMs) is { } best
        ? Invariant($"{budgetMs} ms: {Name(best)}, bound {best.Point.UpperBoundMs:F2} ms, delta_m {best.DeltaM:+0.00;-0.00;0.00} %.")
        : Invariant($"{budgetMs} ms: no trained network is measured to be within it.");

    private static IReadOnlyList<string> Row(UnionPoint point) =>
    [
        Name(point), Number(point.Point.UpperBoundMs),
        point.Point.Measured is null ? Invariant($"~{point.LatencyMs:F2}") : Number(point.LatencyMs),
        Number(point.Utility), Number(point.DeltaM),
    ];

    private static string Name(UnionPoint point) => Invariant($"{Letter(point.Study)}#{point.Index}");

    // A to Z; nobody reads a table of more studies.
    private static string Letter(int study) => study < 26 ? ((char)('A' + study)).ToString() : Invariant($"S{study + 1}");

    private static string Number(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

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
