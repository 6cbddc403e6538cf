namespace DenseEdge.Sdk.Inference.Cuda;

/// <summary>An NVIDIA GPU.</summary>
/// <param name="Index">Its index among the GPUs of the machine.</param>
/// <param name="Name">Its name, such as <c>Orin</c>.</param>
/// <param name="ComputeCapability">Its generation, such as <c>8.7</c>.</param>
/// <param name="IsIntegrated">Whether it shares its memory with the processor, as on a Jetson.</param>
internal sealed record CudaDevice(int Index, string Name, string ComputeCapability, bool IsIntegrated);
