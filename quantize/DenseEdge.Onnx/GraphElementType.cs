using System.Diagnostics.CodeAnalysis;

namespace DenseEdge.Onnx;

/// <summary>The element type of a tensor. The values are the codes of ONNX's <c>TensorProto.DataType</c>.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names that ONNX gives the types.")]
public enum GraphElementType
{
    /// <summary>No tensor has it.</summary>
    Undefined = 0,

    /// <summary>32-bit floating point.</summary>
    Float32 = 1,

    /// <summary>Unsigned byte.</summary>
    UInt8 = 2,

    /// <summary>Signed byte.</summary>
    Int8 = 3,

    /// <summary>32-bit integer.</summary>
    Int32 = 6,

    /// <summary>64-bit integer, the type of shapes and indices.</summary>
    Int64 = 7,

    /// <summary>Truth value, one byte.</summary>
    Bool = 9,

    /// <summary>16-bit floating point.</summary>
    Float16 = 10,
}
