namespace DenseEdge.Data.Folder;

/// <summary>
/// The distances that matter in a data set, for losses, metrics and pictures. Labels outside are kept.
/// </summary>
/// <param name="Near">In metres, at least 0.</param>
/// <param name="Far">In metres, above <paramref name="Near"/>.</param>
public sealed record DepthRange(float Near, float Far);
