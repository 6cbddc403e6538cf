using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>The statistics of the two normalisations that depend on a row, float64, [C] each.</summary>
/// <param name="ProjectionMean">Of the projected contexts.</param>
/// <param name="ProjectionVariance">Of the projected contexts, over all pixels.</param>
/// <param name="FusionMean">Of the fusion.</param>
/// <param name="FusionVariance">Of the fusion, over all pixels.</param>
internal sealed record RowNorms(Tensor ProjectionMean, Tensor ProjectionVariance, Tensor FusionMean, Tensor FusionVariance)
{
    /// <summary>Moves every tensor to the scope around the current one.</summary>
    public RowNorms MoveToOuterDisposeScope()
    {
        foreach (Tensor tensor in new[] { ProjectionMean, ProjectionVariance, FusionMean, FusionVariance })
        {
            tensor.MoveToOuterDisposeScope();
        }

        return this;
    }
}
