using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Running;

/// <summary>Metrics as JSON, for scripts: {"data": ..., "scores": [{task, metric, unit, value, higher_is_better}]}.</summary>
internal static class MetricsFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dataName">Name of the data set.</param>
    /// <param name="metrics">The scores.</param>
    public static void Write(string path, string dataName, MetricTable metrics) => RunFolder.WriteText(
        path,
        JsonSerializer.Serialize(
            new
            {
                Data = dataName,
                Scores = metrics.Scores.Select(score => new
                {
                    Task = score.Task.Key(),
                    score.Metric,
                    score.Unit,
                    score.Value,
                    score.HigherIsBetter,
                }),
            },
            Json) + "\n");
}
