using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Tests.Finetuning;

/// <summary>A run of one step, trained once for all tests that start from one.</summary>
public sealed class TrainedRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-trained-run-").FullName;

    /// <summary>Trains it.</summary>
    public TrainedRun() => TrainVerb.Run(
        new TrainArguments { Data = DataSets.Synthetic, Size = (64, 96), Steps = 1, Out = Folder }, CancellationToken.None);

    /// <summary>The run folder.</summary>
    public string Folder => Path.Combine(_folder, "run");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
