namespace DenseEdge.Training.Network;

/// <summary>What fuses the levels of the backbone into one map at a quarter of the image's size.</summary>
public enum NeckKind
{
    /// <summary>
    /// The levels, resized and concatenated as in the paper; with <see cref="NetworkOptions.NeckChannels"/> projected by a
    /// 1x1 convolution.
    /// </summary>
    MultiLevel,

    /// <summary>Atrous spatial pyramid pooling of the last level, joined with the first (DeepLabv3+).</summary>
    Aspp,
}
