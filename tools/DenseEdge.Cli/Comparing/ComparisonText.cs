using System.Text;

namespace DenseEdge.Cli.Comparing;

/// <summary>A comparison as plain text: one line of scores per configuration, then what each configuration is.</summary>
internal static class ComparisonText
{
    private const string Gap = "   ";

    /// <summary>Writes the text; lines are not wrapped, so that columns stay columns.</summary>
    /// <param name="comparison">What to show.</param>
    public static string Write(Comparison comparison)
    {
        List<string[]> rows =
        [
            ["", .. comparison.Columns.Select(ComparisonFormat.TaskTitle), ""],
            ["", .. comparison.Columns.Select(ComparisonFormat.MetricTitle), ComparisonFormat.DeltaMTitle],
            .. comparison.Groups.Select((group, index) => (string[])
            [
                Letter(index), .. comparison.Columns.Select(column => ComparisonFormat.Score(group, column)),
                ComparisonFormat.DeltaM(group),
            ]),
        ];
        StringBuilder text = new($"{ComparisonFormat.Summary(comparison)}\n\n");
        AppendAligned(text, rows);
        text.Append('\n');
        foreach ((int index, RunGroup group) in comparison.Groups.Index())
        {
            text.Append($"{Letter(index)}  {group.Label}\n");
            text.Append($"   {ComparisonFormat.Effort(group)}\n");
            text.Append($"   {string.Join(' ', group.Runs.Select(run => run.Folder))}\n");
        }

        text.Append('\n');
        foreach (string note in ComparisonFormat.Notes(comparison))
        {
            text.Append($"{note}\n");
        }

        return text.ToString();
    }

    private static void AppendAligned(StringBuilder text, List<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            text.AppendJoin(Gap, row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])));
            text.Append('\n');
        }
    }

    // A to Z, then A1 and so on.
    private static string Letter(int index) => (char)('A' + (index % 26)) + (index < 26 ? "" : $"{index / 26}");
}
