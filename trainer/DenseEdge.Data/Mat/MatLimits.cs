namespace DenseEdge.Data.Mat;

/// <summary>What a file may ask for at most: files come from elsewhere, and their numbers are not to be trusted.</summary>
internal sealed record MatLimits
{
    /// <summary>The limits for labels of images.</summary>
    public static MatLimits Default { get; } = new();

    /// <summary>Bytes that all compressed elements of a file may have together once they are inflated.</summary>
    /// <value>256 MiB.</value>
    public long InflatedBytes { get; init; } = 256L << 20;

    /// <summary>Structs and cells within each other.</summary>
    /// <value>32.</value>
    public int Depth { get; init; } = 32;
}
