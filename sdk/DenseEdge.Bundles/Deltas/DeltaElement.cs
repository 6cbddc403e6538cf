namespace DenseEdge.Bundles.Deltas;

/// <summary>How bytes of a tensor are taken together as numbers.</summary>
internal enum DeltaElement
{
    /// <summary>Bytes, signed or not.</summary>
    Byte = 1,

    /// <summary>16-bit floating point, either kind.</summary>
    Half = 2,

    /// <summary>32-bit floating point.</summary>
    Single = 3,

    /// <summary>32-bit integers.</summary>
    Int32 = 4,
}
