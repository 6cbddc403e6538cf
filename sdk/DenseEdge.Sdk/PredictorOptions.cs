using DenseEdge.Contracts;

namespace DenseEdge.Sdk;

/// <summary>How a <see cref="DensePredictor"/> runs its model.</summary>
public sealed record PredictorOptions
{
    /// <summary>What may compute the network, best first: the first that is really there, with its libraries and a device, is
    /// taken. Why the others before it were refused is in <see cref="DensePredictor.Refusals"/>.</summary>
    /// <value><see cref="ExecutionProviders.Automatic"/> by default. One entry demands exactly that one: a provider that isn't
    /// there is then an error, never a silent fallback.</value>
    public IReadOnlyList<ExecutionProvider> Providers { get; init; } = ExecutionProviders.Automatic;

    /// <summary>A native ONNX Runtime to use in place of any other, such as one that was built for this board. A process has one:
    /// the first predictor fixes it.</summary>
    /// <value>Null, the default, takes the path in the environment variable <c>DENSEEDGE_ONNXRUNTIME</c>, and else what lies
    /// beside the program.</value>
    public string? NativeLibraryPath { get; init; }

    /// <summary>The folder that TensorRT keeps built engines in.</summary>
    /// <value>Null, the default, takes <c>engines</c> in the folder of the environment variable <c>DENSEEDGE_CACHE</c>, and else
    /// <c>denseedge/engines</c> in the user's cache folder.</value>
    public string? CacheFolder { get; init; }

    /// <summary>Whether TensorRT up to version 10 may compute layers in half precision that the model has in single precision:
    /// faster, and not quite the same numbers. Newer versions do what the model says.</summary>
    /// <value>False by default.</value>
    public bool AllowFloat16 { get; init; }

    /// <summary>Sets of tasks to prepare while loading, so that the first frame that asks for one of them doesn't wait. Other
    /// sets are prepared by their first frame; each costs memory for its weights.</summary>
    /// <value>Empty by default. The model's whole set is always prepared.</value>
    public IReadOnlyList<TaskSet> PreparedTasks { get; init; } = [];

    /// <summary>Which GPU, for providers that have several.</summary>
    /// <value>0 by default.</value>
    public int DeviceIndex { get; init; }

    /// <summary>How many threads compute one frame on the processor.</summary>
    /// <value>0, the default, takes one per physical core.</value>
    public int ThreadCount { get; init; }

    /// <summary>Whether waiting threads keep their cores busy: a little faster alone, much slower beside other
    /// work.</summary>
    /// <value>False by default: on a device the cores have other work.</value>
    public bool AllowSpinning { get; init; }

    /// <summary>Whether the engine may rewrite the graph before it runs it.</summary>
    /// <value>True by default. False shows what a graph computes node by node: a model that was quantised for another engine
    /// is then measured as that engine would run it, without the fusions of this one.</value>
    public bool OptimizeGraph { get; init; } = true;

    /// <summary>How many predictions may be alive at once.</summary>
    /// <value>2 by default: one is used while the next is computed. From 1 to 16.</value>
    public int ResultBuffers { get; init; } = 2;

    /// <summary>The clock of <see cref="PredictionTiming"/>.</summary>
    /// <value>The system's clock by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal PredictorOptions Validated()
    {
        List<string> faults = [];
        if (Providers.Count == 0 || Providers.Distinct().Count() != Providers.Count || !Providers.All(Enum.IsDefined))
        {
            string known = string.Join(", ", Enum.GetNames<ExecutionProvider>());
            faults.Add($"Providers must be some of {known}, each once, not [{string.Join(", ", Providers)}].");
        }

        if (DeviceIndex < 0)
        {
            faults.Add($"DeviceIndex must be at least 0, not {DeviceIndex}.");
        }

        if (ThreadCount is < 0 or > 1024)
        {
            faults.Add($"ThreadCount must be between 0 and 1024, not {ThreadCount}.");
        }

        if (ResultBuffers is < 1 or > 16)
        {
            faults.Add($"ResultBuffers must be between 1 and 16, not {ResultBuffers}.");
        }

        return faults.Count == 0 ? this : throw new ArgumentException($"Predictor options: {string.Join(" ", faults)}");
    }
}
