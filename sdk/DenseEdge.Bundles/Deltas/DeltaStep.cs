namespace DenseEdge.Bundles.Deltas;

/// <summary>The steps of a delta, behind its header in one Brotli stream: a byte, then numbers of seven bits a byte (LEB128),
/// then
/// data.</summary>
internal static class DeltaStep
{
    /// <summary>The end.</summary>
    public const byte End = 0;

    /// <summary>Position and length in the old file.</summary>
    public const byte Copy = 1;

    /// <summary>Length, and as many bytes.</summary>
    public const byte Literal = 2;

    /// <summary>Position in the old file, length, element, and as many bytes of differences.</summary>
    public const byte Difference = 3;

    /// <summary>The most data of one step in bytes: what a reader has to have room for.</summary>
    public const int MostBytes = 1 << 20;
}
