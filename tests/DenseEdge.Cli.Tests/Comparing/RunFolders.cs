using DenseEdge.Cli.Comparing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data.Transforms;
using DenseEdge.Evaluation;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Tests.Comparing;

/// <summary>Run folders with run.json and metrics.json, as training and evaluation leave them, without a training.</summary>
internal sealed class RunFolders : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-compare-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a run.</summary>
    /// <param name="name">Folder name.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="scores">The scores; their tasks are the network's.</param>
    /// <param name="change">Changes the configuration.</param>
    /// <param name="measure">Changes the record of the evaluation.</param>
    public string Write(
        string name, int seed, TaskScore[] scores, Func<RunConfiguration, RunConfiguration>? change = null,
        Func<EvaluationRecord, EvaluationRecord>? measure = null)
    {
        RunConfiguration configuration = new()
        {
            Data = Path($"data-of-{name}"), // as if the data moved between two runs
            DataName = "rooms",
            Network = new NetworkOptions
            {
                Tasks = [.. scores.Select(score => score.Task).Distinct().Select(task => new TaskSpec { Kind = task })],
                InputHeight = 96,
                InputWidth = 128,
            },
            Training = new TrainingOptions
            {
                Seed = seed,
                Steps = 100,
                Augmentation = new TrainingAugmentation { CropHeight = 96, CropWidth = 128 },
            },
        };
        EvaluationRecord record = new()
        {
            Data = "rooms",
            Images = 40,
            Parameters = 1_234_000,
            TrainingSteps = 100,
            TrainingSeconds = 60 + seed,
            Scores = new MetricTable(scores),
        };
        string folder = Path(name);
        (change?.Invoke(configuration) ?? configuration).Save(folder);
        MetricsFile.Write(RunFolder.MetricsPath(folder), measure?.Invoke(record) ?? record);
        return folder;
    }

    public static TaskScore Rmse(double value) => new(TaskKind.Depth, MetricNames.DepthRmse, "m", value, false);

    public static TaskScore Error(double value) =>
        new(TaskKind.SurfaceNormals, MetricNames.MeanAngularError, "deg", value, false);

    public static TaskScore QuickF1(double value) =>
        new(TaskKind.Boundaries, MetricNames.BoundaryF1Within2Px, "1", value, true);

    public static TaskScore OdsF(double value) => new(TaskKind.Boundaries, MetricNames.BoundaryOdsF, "1", value, true);

    public static Comparison Compare(IEnumerable<string> runs, params string[] singles) =>
        Comparison.Of([.. runs.Select(RunResult.Load)], [.. singles.Select(RunResult.Load)]);

    public void Dispose() => _folder.Delete(recursive: true);
}
