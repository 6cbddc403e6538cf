namespace DenseEdge.Sdk;

/// <summary>Lists of execution providers.</summary>
public static class ExecutionProviders
{
    /// <summary>From the fastest to the one that is always there: TensorRT, CUDA, DirectML, processor.</summary>
    public static IReadOnlyList<ExecutionProvider> Automatic { get; } =
        [ExecutionProvider.TensorRt, ExecutionProvider.Cuda, ExecutionProvider.DirectMl, ExecutionProvider.Cpu];
}
