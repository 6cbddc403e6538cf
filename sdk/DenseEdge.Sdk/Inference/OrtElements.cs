using System.Diagnostics;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DenseEdge.Sdk.Inference;

/// <summary>ONNX Runtime's names of the element types.</summary>
internal static class OrtElements
{
    /// <summary>Gets ONNX Runtime's name of a type.</summary>
    public static TensorElementType Of(TensorElement element) => element switch
    {
        TensorElement.UInt8 => TensorElementType.UInt8,
        TensorElement.Int32 => TensorElementType.Int32,
        TensorElement.Int64 => TensorElementType.Int64,
        TensorElement.Float32 => TensorElementType.Float,
        TensorElement.Float16 => TensorElementType.Float16,
        _ => throw new UnreachableException($"Unknown element type {element}."),
    };

    /// <summary>Finds the type of ONNX Runtime's name.</summary>
    /// <returns>The type, or null for one that no DenseEdge model has.</returns>
    public static TensorElement? Find(TensorElementType type) => type switch
    {
        TensorElementType.UInt8 => TensorElement.UInt8,
        TensorElementType.Int32 => TensorElement.Int32,
        TensorElementType.Int64 => TensorElement.Int64,
        TensorElementType.Float => TensorElement.Float32,
        TensorElementType.Float16 => TensorElement.Float16,
        _ => null,
    };

    /// <summary>Gets the size of an element in bytes.</summary>
    public static int Bytes(TensorElement element) => element switch
    {
        TensorElement.UInt8 => 1,
        TensorElement.Float16 => 2,
        TensorElement.Int64 => 8,
        _ => 4,
    };
}
