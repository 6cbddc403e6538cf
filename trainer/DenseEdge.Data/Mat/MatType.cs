namespace DenseEdge.Data.Mat;

/// <summary>How the bytes of one data element are stored ("miXXX" in the format's description).</summary>
internal enum MatType
{
    /// <summary>Signed bytes.</summary>
    Int8 = 1,

    /// <summary>Unsigned bytes.</summary>
    UInt8 = 2,

    /// <summary>16-bit integers.</summary>
    Int16 = 3,

    /// <summary>Unsigned 16-bit integers.</summary>
    UInt16 = 4,

    /// <summary>32-bit integers.</summary>
    Int32 = 5,

    /// <summary>Unsigned 32-bit integers.</summary>
    UInt32 = 6,

    /// <summary>Single precision numbers.</summary>
    Single = 7,

    /// <summary>Double precision numbers.</summary>
    Double = 9,

    /// <summary>64-bit integers.</summary>
    Int64 = 12,

    /// <summary>Unsigned 64-bit integers.</summary>
    UInt64 = 13,

    /// <summary>An array with flags, dimensions, name and content.</summary>
    Matrix = 14,

    /// <summary>Another element, compressed by zlib.</summary>
    Compressed = 15,

    /// <summary>Text of 8-bit units.</summary>
    Utf8 = 16,

    /// <summary>Text of 16-bit units.</summary>
    Utf16 = 17,

    /// <summary>Text of 32-bit units.</summary>
    Utf32 = 18,
}
