namespace DenseEdge.Sdk.Inference.Choosing;

/// <summary>Judges execution providers by what a machine offers. Whether a provider then really takes a model shows only when
/// it is loaded.</summary>
internal static class ProviderRanking
{
    /// <summary>ONNX Runtime's name of a provider.</summary>
    public static string OrtName(ExecutionProvider provider) => provider switch
    {
        ExecutionProvider.TensorRt => "TensorrtExecutionProvider",
        ExecutionProvider.Cuda => "CUDAExecutionProvider",
        ExecutionProvider.DirectMl => "DmlExecutionProvider",
        _ => "CPUExecutionProvider",
    };

    /// <summary>Tells why a provider can't be used.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="deviceIndex">Which GPU.</param>
    /// <param name="probe">The machine.</param>
    /// <returns>Null if nothing speaks against it.</returns>
    public static EngineRefusal? Refuse(ExecutionProvider provider, int deviceIndex, IProviderProbe probe)
    {
        string? reason = probe.BuiltIn.Contains(OrtName(provider))
            ? probe.FindFault(provider, deviceIndex)
            : $"{probe.Library} was built without it; it has {string.Join(", ", probe.BuiltIn)}. "
              + "Name a library that has it in PredictorOptions.NativeLibraryPath or in DENSEEDGE_ONNXRUNTIME.";
        return reason is null ? null : new EngineRefusal(provider, reason);
    }
}
