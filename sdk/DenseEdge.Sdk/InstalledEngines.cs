using DenseEdge.Sdk.Inference.Choosing;
using DenseEdge.Sdk.Inference.Library;
using DenseEdge.Sdk.Inference.TensorRt;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Sdk;

/// <summary>What this machine has to compute with, before any model is loaded.</summary>
public static class InstalledEngines
{
    /// <summary>Finds the engines whose library and device are there.</summary>
    /// <param name="nativeLibraryPath">As <see cref="PredictorOptions.NativeLibraryPath"/>.</param>
    /// <returns>The fastest first.</returns>
    /// <exception cref="EngineException">There is no native ONNX Runtime.</exception>
    public static IReadOnlyList<InstalledEngine> Find(string? nativeLibraryPath = null)
    {
        OrtLibrary.Use(nativeLibraryPath);
        SystemProbe probe = new();
        return [.. ExecutionProviders.Automatic.Where(provider => ProviderRanking.Refuse(provider, 0, probe) is null)
            .Select(provider => new InstalledEngine(provider, VersionOf(provider)))];
    }

    private static string VersionOf(ExecutionProvider provider) => provider == ExecutionProvider.TensorRt
        ? TensorRtLibrary.Installed!.ToString()
        : OrtEnv.Instance().GetVersionString();
}
