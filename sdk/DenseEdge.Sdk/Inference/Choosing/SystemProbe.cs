using DenseEdge.Sdk.Inference.Cuda;
using DenseEdge.Sdk.Inference.Library;
using DenseEdge.Sdk.Inference.TensorRt;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Sdk.Inference.Choosing;

/// <summary>Asks this machine. To be made after <see cref="OrtLibrary.Use"/>.</summary>
internal sealed class SystemProbe : IProviderProbe
{
    /// <exception cref="EngineException">There is no native ONNX Runtime.</exception>
    public SystemProbe()
    {
        try
        {
            BuiltIn = OrtEnv.Instance().GetAvailableProviders();
            Library = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}"
                + (OrtLibrary.Chosen is { } chosen ? $" ({chosen.Path})" : string.Empty);
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException)
        {
            throw new EngineException(
                "No native ONNX Runtime was found: put it beside the program, or name it in PredictorOptions.NativeLibraryPath "
                + $"or in {OrtLibrary.Variable}. The system said: {(exception.InnerException ?? exception).Message}",
                exception);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> BuiltIn { get; }

    /// <inheritdoc/>
    public string Library { get; }

    /// <inheritdoc/>
    public string? FindFault(ExecutionProvider provider, int deviceIndex) => provider switch
    {
        ExecutionProvider.Cuda => CudaDriver.Read().FindFault(deviceIndex),
        ExecutionProvider.TensorRt => CudaDriver.Read().FindFault(deviceIndex)
            ?? (TensorRtLibrary.Installed is null
                ? $"expected TensorRT, found none of {string.Join(", ", TensorRtLibrary.FileNames())}."
                : null),
        ExecutionProvider.DirectMl => OperatingSystem.IsWindows() ? null : "expected Windows: DirectML is part of it.",
        _ => null,
    };
}
