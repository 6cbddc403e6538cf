using DenseEdge.Cli.Reporting;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using Spectre.Console;

namespace DenseEdge.Cli.Running;

/// <summary>Prints metrics as a table.</summary>
internal static class MetricTableView
{
    /// <summary>Prints every score; the main one of each task stands out.</summary>
    /// <param name="console">Where to print.</param>
    /// <param name="title">The table's title.</param>
    /// <param name="metrics">The scores.</param>
    public static void Print(IAnsiConsole console, string title, MetricTable metrics)
    {
        Table table = new() { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Simple };
        table.AddColumn("task").AddColumn("metric").AddColumn(new TableColumn("value").RightAligned()).AddColumn("");
        TaskKind? previous = null;
        foreach (TaskScore score in metrics.Scores)
        {
            string style = metrics.Main.Contains(score) ? "bold" : "default";
            string task = score.Task == previous ? "" : score.Task.Title();
            table.AddRow(
                new Markup(task), new Markup(Markup.Escape(MetricFormat.Name(score)), Style.Parse(style)),
                new Markup(MetricFormat.Value(score), Style.Parse(style)), new Markup(MetricFormat.Direction(score), Style.Parse("grey")));
            previous = score.Task;
        }

        console.Write(table);
    }
}
