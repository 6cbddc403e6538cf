namespace DenseEdge.Bundles;

/// <summary>What a bundle may cost at most, before anything of it is believed.</summary>
public sealed record BundleLimits
{
    /// <summary>The limits of every call that isn't given others.</summary>
    public static BundleLimits Default { get; } = new();

    /// <summary>The most entries of a bundle file, or files of a bundle's folder.</summary>
    /// <value>Default: 256.</value>
    public int MostEntries { get; init; } = 256;

    /// <summary>The most bytes of one model or delta.</summary>
    /// <value>Default: 2 GiB.</value>
    public long MostModelBytes { get; init; } = 1L << 31;

    /// <summary>The most bytes of all blobs together.</summary>
    /// <value>Default: 8 GiB.</value>
    public long MostTotalBytes { get; init; } = 1L << 33;
}
