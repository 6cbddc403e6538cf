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

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 4,

    /// <summary>16-bit integer.</summary>
    Int16 = 5,

    /// <summary>32-bit integer.</summary>
    Int32 = 6,

    /// <summary>64-bit integer, the type of shapes and indices.</summary>
    Int64 = 7,

    /// <summary>Text; no operator that we write has it.</summary>
    String = 8,

    /// <summary>Truth value, one byte.</summary>
    Bool = 9,

    /// <summary>16-bit floating point, IEEE 754 binary16.</summary>
    Float16 = 10,

    /// <summary>64-bit floating point.</summary>
    Float64 = 11,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 12,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 13,

    /// <summary>The upper half of a 32-bit floating point number.</summary>
    BFloat16 = 16,
}
