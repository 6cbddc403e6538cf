namespace DenseEdge.Data.Mat;

/// <summary>What an array is in MATLAB ("mxXXX_CLASS" in the format's description).</summary>
internal enum MatClass
{
    /// <summary>A cell array.</summary>
    Cell = 1,

    /// <summary>A struct array.</summary>
    Struct = 2,

    /// <summary>An instance of an old-style class.</summary>
    Object = 3,

    /// <summary>Text.</summary>
    Char = 4,

    /// <summary>A sparse matrix.</summary>
    Sparse = 5,

    /// <summary>Double precision numbers.</summary>
    Double = 6,

    /// <summary>Single precision numbers.</summary>
    Single = 7,

    /// <summary>Signed bytes.</summary>
    Int8 = 8,

    /// <summary>Unsigned bytes, also those of truth values.</summary>
    UInt8 = 9,

    /// <summary>16-bit integers.</summary>
    Int16 = 10,

    /// <summary>Unsigned 16-bit integers.</summary>
    UInt16 = 11,

    /// <summary>32-bit integers.</summary>
    Int32 = 12,

    /// <summary>Unsigned 32-bit integers.</summary>
    UInt32 = 13,

    /// <summary>64-bit integers.</summary>
    Int64 = 14,

    /// <summary>Unsigned 64-bit integers.</summary>
    UInt64 = 15,

    /// <summary>A function handle.</summary>
    Function = 16,

    /// <summary>An instance of a new-style class.</summary>
    Opaque = 17,
}
