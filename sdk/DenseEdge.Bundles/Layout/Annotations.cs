namespace DenseEdge.Bundles.Layout;

/// <summary>Keys of annotations: those that OCI defines, and those of deltas.</summary>
internal static class Annotations
{
    public const string RefName = "org.opencontainers.image.ref.name";
    public const string Version = "org.opencontainers.image.version";
    public const string Title = "org.opencontainers.image.title";
    public const string Created = "org.opencontainers.image.created";
    public const string DeltaBase = "vnd.denseedge.delta.base";
    public const string DeltaResult = "vnd.denseedge.delta.result";
}
