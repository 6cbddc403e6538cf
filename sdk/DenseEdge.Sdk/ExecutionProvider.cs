namespace DenseEdge.Sdk;

/// <summary>What computes the network.</summary>
public enum ExecutionProvider
{
    /// <summary>The processor; always there.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through cuDNN; needs an ONNX Runtime built with CUDA.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU or Jetson through TensorRT; needs an ONNX Runtime built with TensorRT.</summary>
    TensorRt,

    /// <summary>Any DirectX 12 GPU under Windows; needs an ONNX Runtime built with DirectML.</summary>
    DirectMl,
}
