using System.Diagnostics.CodeAnalysis;

namespace DenseEdge.Sdk.Inference;

/// <summary>The element types that inputs and outputs of models may have.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names that ONNX gives the types.")]
internal enum TensorElement
{
    UInt8,
    Int32,
    Int64,
    Float32,
    Float16,
}
