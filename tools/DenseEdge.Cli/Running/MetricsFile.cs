using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Running;

/// <summary>
/// Metrics as JSON, for scripts and for <c>denseedge compare</c>: {"format": 2, "data": ..., "split": ..., ..., "scores":
/// [{task, metric, unit, value, higher_is_better}]}.
/// </summary>
internal static class MetricsFile
{
    private const int NewestFormat = 2;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="record">What to write.</param>
    public static void Write(string path, EvaluationRecord record)
    {
        Document document = new(
            record.Data, [.. record.Scores.Scores.Select(score =>
                new Row(score.Task.Key(), score.Metric, score.Unit, score.Value, score.HigherIsBetter))])
        {
            Format = NewestFormat,
            Split = record.Split,
            Images = record.Images,
            InputHeight = record.InputHeight,
            InputWidth = record.InputWidth,
            BoundaryMaxDistance = record.BoundaryMaxDistance,
            Parameters = record.Parameters,
            Macs = record.Macs,
            TrainingSteps = record.TrainingSteps,
            TrainingSeconds = record.TrainingSeconds,
        };
        RunFolder.WriteText(path, JsonSerializer.Serialize(document, Json) + "\n");
    }

    /// <summary>Reads a file of this or of an older format.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">There is no such file, or it is no such file; the message names it.</exception>
    public static EvaluationRecord Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException(
                $"Expected '{path}', found none. Make it with: ./denseedge evaluate {Path.GetDirectoryName(path)}");
        }

        Document document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(File.ReadAllText(path), Json)
                ?? throw new InvalidDataException($"'{path}': expected a JSON object, found null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"'{path}': {fault.Message}", fault);
        }

        return document.Format is 1 or NewestFormat
            ? new EvaluationRecord
            {
                Data = document.Data,
                Split = document.Split,
                Images = document.Images,
                InputHeight = document.InputHeight,
                InputWidth = document.InputWidth,
                BoundaryMaxDistance = document.BoundaryMaxDistance,
                Parameters = document.Parameters,
                Macs = document.Macs,
                TrainingSteps = document.TrainingSteps,
                TrainingSeconds = document.TrainingSeconds,
                Scores = new MetricTable([.. document.Scores.Select(row => row.ToScore(path))]),
            }
            : throw new InvalidDataException($"'{path}': expected format 1 or {NewestFormat}, found {document.Format}.");
    }

    private sealed record Document(string Data, IReadOnlyList<Row> Scores)
    {
        public int Format { get; init; } = 1;

        public string Split { get; init; } = "test";

        public int? Images { get; init; }

        public int? InputHeight { get; init; }

        public int? InputWidth { get; init; }

        public double? BoundaryMaxDistance { get; init; }

        public long? Parameters { get; init; }

        public long? Macs { get; init; }

        public int? TrainingSteps { get; init; }

        public double? TrainingSeconds { get; init; }
    }

    private sealed record Row(string Task, string Metric, string Unit, double Value, bool HigherIsBetter)
    {
        public TaskScore ToScore(string path)
        {
            IReadOnlyList<TaskKind> found = [.. TaskKinds.All.Where(kind => kind.Key() == Task)];
            return found.Count == 1
                ? new TaskScore(found[0], Metric, Unit, Value, HigherIsBetter)
                : throw new InvalidDataException(
                    $"'{path}': expected a task of {string.Join(", ", TaskKinds.All.Select(TaskKinds.Key))}, found '{Task}'.");
        }
    }
}
