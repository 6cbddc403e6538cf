using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Finetuning;

/// <summary>The report of a fine-tuning as JSON.</summary>
internal static class FinetuneReportFile
{
    private const int NewestFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">What to write.</param>
    public static void Write(string path, FinetuneReport report)
        => RunFolder.WriteText(path, JsonSerializer.Serialize(Document.Of(report), Json) + "\n");

    private sealed record Document(
        int Format, string Model, string Source, string Target, string Data, bool LimitsPairs, double LearningRate,
        int Steps, double Seconds, long FloatBytes, long IntegerBytes, IReadOnlyList<ScorePart> Scores,
        IReadOnlyList<double> Losses)
    {
        public static Document Of(FinetuneReport report) => new(
            NewestFormat, report.Plan.Export.ModelPath, report.Plan.Export.Source.Title, report.Plan.Export.Target.Name,
            report.Plan.Data, report.Plan.Training.LimitsPairs, report.Plan.Training.LearningRate, report.Outcome.Steps,
            report.Outcome.TrainingSeconds, report.FloatBytes, report.IntegerBytes,
            [.. report.Float.Scores.Select(score => ScorePart.Of(score, report))], report.Losses);
    }

    private sealed record ScorePart(
        string Task, string Metric, bool HigherIsBetter, double Float, double? Quantized, double? Tuned)
    {
        public static ScorePart Of(TaskScore score, FinetuneReport report) => new(
            score.Task.Key(), score.Metric, score.HigherIsBetter, score.Value,
            report.Before.Find(score.Task, score.Metric)?.Value, report.After.Find(score.Task, score.Metric)?.Value);
    }
}
