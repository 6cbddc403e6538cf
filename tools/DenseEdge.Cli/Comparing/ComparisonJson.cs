using System.Text.Encodings.Web;
using System.Text.Json;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Comparing;

/// <summary>A comparison as JSON, for scripts. Scores are in the units of metrics.json: shares run from 0 to 1.</summary>
internal static class ComparisonJson
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the comparison.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Write(Comparison comparison) => JsonSerializer.Serialize(
        new
        {
            comparison.First.Evaluation.Data,
            comparison.First.Evaluation.Split,
            comparison.First.Evaluation.Images,
            comparison.First.Configuration.Network.InputHeight,
            comparison.First.Configuration.Network.InputWidth,
            Deviation = "sample standard deviation over seeds (n - 1), null for one run",
            Groups = comparison.Groups.Select(group => new
            {
                group.Label,
                Runs = group.Runs.Select(run => new { run.Folder, run.Seed }),
                Scores = comparison.Columns.Where(column => group.Scores.ContainsKey(column.Task)).Select(column => new
                {
                    Task = column.Task.Key(),
                    column.Metric,
                    column.Unit,
                    column.HigherIsBetter,
                    group.Scores[column.Task].Mean,
                    group.Scores[column.Task].Deviation,
                    group.Scores[column.Task].Values,
                }),
                IsBaseline = comparison.Baselines.Any(baseline => baseline.Label == group.Label),
                group.DeltaMPercent,
                group.Parameters,
                group.Macs,
                group.TrainingSeconds,
            }),
        },
        Json);
}
