namespace DenseEdge.Cli.Predicting;

/// <summary>What denseedge predict writes of each prediction.</summary>
[Flags]
internal enum SavedForms
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A picture per task; a video per task of a video or a camera.</summary>
    Png = 1,

    /// <summary>A NumPy array per task.</summary>
    Npy = 2,

    /// <summary>One summary: areas of classes, percentiles of distances, timing.</summary>
    Json = 4,

    /// <summary>A point cloud, from depth and intrinsics.</summary>
    Ply = 8,
}
