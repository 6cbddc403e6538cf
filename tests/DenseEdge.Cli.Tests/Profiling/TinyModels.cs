using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Contracts;
using DenseEdge.Onnx.Targets;
using DenseEdge.Search.Devices;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;

namespace DenseEdge.Cli.Tests.Profiling;

/// <summary>Two exported networks of 64x96 pixels and a folder, made once for all tests that measure.</summary>
public sealed class TinyModels : IDisposable
{
    private static readonly TaskKind[] Tasks = [TaskKind.Depth, TaskKind.Boundaries];

    /// <summary>Exports them.</summary>
    public TinyModels()
    {
        DeploymentExport export = new(TargetProfiles.Find("cpu"), ModelPrecision.Float32, null, 0);
        foreach ((string path, ContextType type) in new[] { (Light, ContextType.None), (Heavy, ContextType.Local) })
        {
            using MultiTaskNetwork network = RandomWeights.Create(
                DefaultRecipe.Network([.. Tasks.Select(task => new TaskSpec { Kind = task })], 64, 96, null)
                    with
                { Genotype = Genotype.Uniform(Tasks, type) },
                seed: 1);
            export.Write(network, path, trainingData: null, CancellationToken.None);
        }
    }

    /// <summary>A folder for whatever tests write.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("denseedge-tiny-models-").FullName;

    /// <summary>A network that exchanges nothing.</summary>
    public string Light => Path.Combine(Folder, "light.onnx");

    /// <summary>A network with local attention between all tasks.</summary>
    public string Heavy => Path.Combine(Folder, "heavy.onnx");

    /// <summary>Options that take a moment only.</summary>
    internal MeasurementOptions Quick => new()
    {
        ReferencePath = Light,
        ReferenceMs = 100,
        MinimumBlocks = 5,
        MaximumBlocks = 5,
        RunsPerBlock = 2,
        Repetitions = 0,
        WarmUpRuns = 2,
        WarmUpSeconds = 0,
    };

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
