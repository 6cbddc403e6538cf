using DenseEdge.Contracts;

namespace DenseEdge.Cli.Comparing;

/// <summary>Runs of one configuration that differ in their seed.</summary>
/// <param name="Label">What sets the configuration apart.</param>
/// <param name="Runs">The runs, by seed.</param>
/// <param name="Scores">The values of each task that the network has.</param>
/// <param name="DeltaMPercent">Δm against the single-task runs; null for single-task runs and where there are none.</param>
internal sealed record RunGroup(
    string Label, IReadOnlyList<RunResult> Runs, IReadOnlyDictionary<TaskKind, Spread> Scores, Spread? DeltaMPercent)
{
    /// <summary>Whether the network has one task only.</summary>
    public bool IsSingleTask => Runs[0].Tasks.Count == 1;

    /// <summary>The network's parameters; null if no run wrote them down.</summary>
    public long? Parameters => Runs.Select(run => run.Evaluation.Parameters).FirstOrDefault(count => count is not null);

    /// <summary>Multiply-accumulate operations for one image; null if no run wrote them down.</summary>
    public long? Macs => Runs.Select(run => run.Evaluation.Macs).FirstOrDefault(count => count is not null);

    /// <summary>Training times in seconds; null unless every run has one.</summary>
    public Spread? TrainingSeconds => Runs.All(run => run.TrainingSeconds is not null)
        ? new Spread([.. Runs.Select(run => run.TrainingSeconds!.Value)])
        : null;
}
