using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Comparing;

/// <summary>One trained and measured run.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Configuration">Its run.json.</param>
/// <param name="Evaluation">Its metrics.json.</param>
/// <param name="TrainingSeconds">Wall-clock time of its training steps; null if nobody wrote it down.</param>
internal sealed record RunResult(
    string Folder, RunConfiguration Configuration, EvaluationRecord Evaluation, double? TrainingSeconds)
{
    /// <summary>The tasks of the network.</summary>
    public IReadOnlyList<TaskKind> Tasks => [.. Configuration.Network.Tasks.Select(task => task.Kind)];

    /// <summary>The seed.</summary>
    public int Seed => Configuration.Training.Seed;

    /// <summary>Everything of the configuration that decides the result but the seed; equal for runs that repeat one
    /// another.</summary>
    public string ConfigurationKey => (Configuration with
    {
        // The data and the weights may have moved between two runs, and these two settings change no result.
        Data = Configuration.DataName,
        Weights = Path.GetFileName(Configuration.Weights),
        Training = Configuration.Training with { Seed = 0, Threads = 0, CheckpointSeconds = 60 },
    }).ToJson();

    /// <summary>Reads a run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="InvalidDataException">A file is missing or wrong; the message names it.</exception>
    public static RunResult Load(string folder)
    {
        RunConfiguration configuration = RunConfiguration.Load(folder);
        EvaluationRecord evaluation = MetricsFile.Read(RunFolder.MetricsPath(folder));
        return new RunResult(folder, configuration, evaluation, evaluation.TrainingSeconds ?? TrainingEffort.Of(folder).Seconds);
    }
}
