using DenseEdge.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>The features of all tasks in a step, projected pixel by pixel where they are needed.</summary>
/// <param name="features">Features of every task, [N, C, h, w].</param>
/// <param name="projectors">The projectors.</param>
internal sealed class ProjectedFeatures(IReadOnlyDictionary<TaskKind, Tensor> features, ProjectorSet projectors)
{
    /// <summary>The statistics of the projectors' normalisation need two pixels.</summary>
    public const int FewestPixels = 2;

    /// <summary>
    /// Projects drawn pixels only, which costs a few percent of the whole map; the normalisation's statistics are theirs.
    /// </summary>
    /// <param name="target">The task whose features are read.</param>
    /// <param name="source">The task that, with the target, decides the projector.</param>
    /// <param name="draw">The pixels, at least <see cref="FewestPixels"/>.</param>
    /// <returns>Unit vectors, [M, d]; d is the features' own width in the mode without projectors.</returns>
    public Tensor Project(TaskKind target, TaskKind source, PixelDraw draw)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor map = features[target];
        Tensor index = tensor(draw.Pixels, device: map.device);
        Tensor pixels = map.permute(0, 2, 3, 1).reshape(-1, map.shape[1]).index_select(0, index);       // [M, C]
        Tensor vectors = projectors.Of(target, source) is { } projector ? projector.call(pixels) : Projector.UnitRows(pixels);
        return vectors.MoveToOuterDisposeScope();
    }
}
