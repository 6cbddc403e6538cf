namespace DenseEdge.Training.Weights;

/// <summary>The number formats of a safetensors file, under the names that its header uses.</summary>
internal enum SafeTensorType
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned byte.</summary>
    U8,

    /// <summary>Signed byte.</summary>
    I8,

    /// <summary>16-bit integer.</summary>
    I16,

    /// <summary>Half precision.</summary>
    F16,

    /// <summary>The upper half of a single precision number.</summary>
    BF16,

    /// <summary>32-bit integer.</summary>
    I32,

    /// <summary>Single precision.</summary>
    F32,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>Double precision.</summary>
    F64,
}
