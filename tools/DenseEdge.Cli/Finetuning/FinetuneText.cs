using System.Globalization;
using DenseEdge.Cli.Reporting;
using DenseEdge.Evaluation;
using DenseEdge.Training.Engine;
using Spectre.Console;

namespace DenseEdge.Cli.Finetuning;

/// <summary>A fine-tuning for people: what was done, and what it brought.</summary>
internal static class FinetuneText
{
    /// <summary>Prints file, steps and the scores of all three models.</summary>
    /// <param name="console">Where to print.</param>
    /// <param name="report">The fine-tuning.</param>
    public static void Print(IAnsiConsole console, FinetuneReport report)
    {
        TrainingOutcome outcome = report.Outcome;
        double share = (double)report.IntegerBytes / report.FloatBytes;
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Plan.Export.ModelPath}: {report.IntegerBytes / 1024} KiB, {share:F3} of the float model"));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  training {outcome.Steps} steps in {outcome.TrainingSeconds:F0} s, loss at the end {outcome.Loss:F3}"));
        console.WriteLine($"  report   {report.Plan.Export.ReportPath}");
        Table table = new() { Title = new TableTitle("Test split"), Border = TableBorder.Simple };
        table.AddColumn("task").AddColumn("metric");
        foreach (string column in new[] { "float", "INT8", "fine-tuned", "better by" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (TaskScore score in report.Float.Scores)
        {
            AddRow(table, score, report.Before.Find(score.Task, score.Metric)!, report.After.Find(score.Task, score.Metric)!);
        }

        console.Write(table);
    }

    private static void AddRow(Table table, TaskScore plain, TaskScore before, TaskScore after) => table.AddRow(
        Markup.Escape(MetricFormat.Task(plain.Task)), Markup.Escape(MetricFormat.Name(plain)), MetricFormat.Value(plain),
        MetricFormat.Value(before), MetricFormat.Value(after),
        Gain(before, after).ToString("+0.0 %;-0.0 %", CultureInfo.InvariantCulture));

    // As a share of the value before, whichever direction is better.
    private static double Gain(TaskScore before, TaskScore after)
        => (after.HigherIsBetter ? after.Value - before.Value : before.Value - after.Value) / Math.Abs(before.Value);
}
