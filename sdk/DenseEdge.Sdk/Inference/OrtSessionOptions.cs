using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Sdk.Inference;

/// <summary>Turns <see cref="PredictorOptions"/> into ONNX Runtime's session options.</summary>
internal static class OrtSessionOptions
{
    public static SessionOptions Create(PredictorOptions options, ExecutionProvider provider)
    {
        SessionOptions session = new()
        {
            IntraOpNumThreads = options.ThreadCount,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = options.OptimizeGraph
                ? GraphOptimizationLevel.ORT_ENABLE_ALL
                : GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", options.AllowSpinning ? "1" : "0");
        try
        {
            Append(session, options, provider);
            return session;
        }
        catch (Exception exception)
            when (exception is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            session.Dispose();
            throw new EngineException(
                $"The execution provider {provider} is not in this ONNX Runtime, or its libraries were "
                + $"not found. Use Providers = [Cpu], or put an ONNX Runtime built with {provider} beside the program. "
                + $"ONNX Runtime said: {exception.Message}",
                exception);
        }
    }

    private static void Append(SessionOptions session, PredictorOptions options, ExecutionProvider provider)
    {
        switch (provider)
        {
            case ExecutionProvider.Cuda:
                session.AppendExecutionProvider_CUDA(options.DeviceIndex);
                break;
            case ExecutionProvider.TensorRt:
                session.AppendExecutionProvider_Tensorrt(options.DeviceIndex);
                session.AppendExecutionProvider_CUDA(options.DeviceIndex);
                break;
            case ExecutionProvider.DirectMl:
                // DirectML plans its own memory and refuses sessions that do.
                session.EnableMemoryPattern = false;
                session.AppendExecutionProvider_DML(options.DeviceIndex);
                break;
            default:
                break;
        }
    }
}
