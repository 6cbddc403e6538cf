using DenseEdge.Bundles;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Bundling;

/// <summary>Runs a bundle's model on this machine's processor, whatever it was exported for.</summary>
internal static class LocalPredictor
{
    /// <summary>Loads a model.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="variant">What the bundle says about it.</param>
    /// <remarks>A model for another engine runs node by node. Fused, its 8-bit products would go through the processor's own
    /// kernels,
    /// which saturate at 16 bits where the processor has no VNNI: not what that engine computes.</remarks>
    public static DensePredictor Load(string path, ModelVariant variant) => DensePredictor.Load(path, new PredictorOptions
    {
        Providers = [ExecutionProvider.Cpu],
        OptimizeGraph = variant.Runtimes.Any(runtime => runtime.Provider == ExecutionProvider.Cpu),
    });
}
