using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Sdk.Inference;

/// <summary>Turns <see cref="PredictorOptions"/> into ONNX Runtime's session options.</summary>
internal static class OrtSessionOptions
{
    /// <summary>Makes options for a provider.</summary>
    /// <param name="options">What the user wants.</param>
    /// <param name="provider">What shall compute.</param>
    /// <param name="tensorRt">The settings of the TensorRT provider; null for others.</param>
    /// <exception cref="OnnxRuntimeException">The provider's library can't be loaded.</exception>
    /// <exception cref="EntryPointNotFoundException">The native library was built without the provider.</exception>
    public static SessionOptions Create(
        PredictorOptions options, ExecutionProvider provider, Dictionary<string, string>? tensorRt = null)
    {
        SessionOptions? session = new()
        {
            IntraOpNumThreads = options.ThreadCount,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = options.OptimizeGraph
                ? GraphOptimizationLevel.ORT_ENABLE_ALL
                : GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            session.AddSessionConfigEntry("session.intra_op.allow_spinning", options.AllowSpinning ? "1" : "0");
            Append(session, options, provider, tensorRt);
            SessionOptions result = session;
            session = null;
            return result;
        }
        finally
        {
            session?.Dispose();
        }
    }

    private static void Append(
        SessionOptions session, PredictorOptions options, ExecutionProvider provider, Dictionary<string, string>? tensorRt)
    {
        switch (provider)
        {
            case ExecutionProvider.Cuda:
                session.AppendExecutionProvider_CUDA(options.DeviceIndex);
                break;
            case ExecutionProvider.TensorRt:
                AppendTensorRt(session, tensorRt!);

                // What TensorRT doesn't take stays on the GPU.
                session.AppendExecutionProvider_CUDA(options.DeviceIndex);
                break;
            case ExecutionProvider.DirectMl:
                // DirectML plans its own memory and refuses sessions that do; it also wants sequential execution.
                session.EnableMemoryPattern = false;
                session.AppendExecutionProvider_DML(options.DeviceIndex);
                break;
            default:
                break;
        }
    }

    private static void AppendTensorRt(SessionOptions session, Dictionary<string, string> settings)
    {
        using OrtTensorRTProviderOptions provider = new();
        provider.UpdateOptions(settings);
        session.AppendExecutionProvider_Tensorrt(provider);
    }
}
