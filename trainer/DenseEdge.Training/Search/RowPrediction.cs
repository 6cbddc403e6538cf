using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>The last layers of one task for one row, with both normalisations folded into one 1x1 convolution.</summary>
/// <remarks>n(u) = S₂ A F + S₂ B S₁ y + b: scale of the fusion times what <see cref="RowTerms"/> has, and one offset.</remarks>
internal sealed class RowPrediction : IDisposable
{
    private readonly RowTerms _terms;
    private readonly int[] _places;
    private readonly Tensor _ownScale;
    private readonly Tensor _weight;
    private readonly Tensor _bias;

    /// <summary>Folds the layers.</summary>
    /// <param name="terms">The terms of the task.</param>
    /// <param name="row">The contexts in task order.</param>
    /// <param name="norms">The row's statistics.</param>
    public RowPrediction(RowTerms terms, IReadOnlyList<ContextType> row, RowNorms norms)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (_terms, _places) = (terms, [.. terms.Places(row).Select(place => place + 1)]);
        (Tensor first, Tensor offset) = Affine(terms.Projection.Norm, norms.ProjectionMean, norms.ProjectionVariance);
        (Tensor second, Tensor end) = Affine(terms.Fusion.Norm, norms.FusionMean, norms.FusionVariance);
        Tensor weight = terms.ContextWeight.flatten(1).to_type(ScalarType.Float64);
        Tensor folded = second.unsqueeze(1) * weight * first.unsqueeze(0);                     // [C, C]
        Tensor bias = end + (second * weight.matmul(offset.unsqueeze(1)).flatten());
        _ownScale = Kept(second.reshape(1, -1, 1, 1));
        _weight = Kept(folded.reshape(terms.Channels, terms.Channels, 1, 1));
        _bias = Kept(bias.reshape(1, -1, 1, 1));
    }

    /// <summary>Computes the task's prediction.</summary>
    /// <param name="terms">What <see cref="RowTerms.Compute"/> gave for a batch.</param>
    /// <param name="height">Height of the images in pixels.</param>
    /// <param name="width">Width of the images in pixels.</param>
    /// <returns>[N, channels, height, width], as <see cref="NetworkOutput.Final"/> has it.</returns>
    public Tensor Compute(IReadOnlyList<Tensor> terms, long height, long width)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor fused = (terms[0] * _ownScale) + _bias;
        if (_places.Length > 0)
        {
            Tensor contexts = _places.Skip(1).Aggregate(terms[_places[0]], (sum, place) => sum + terms[place]);
            fused = fused + nn.functional.conv2d(contexts, _weight);
        }

        return Layers.ResizeTo(_terms.Logits.call(fused.relu()), height, width).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ownScale.Dispose();
        _weight.Dispose();
        _bias.Dispose();
    }

    /// <summary>n(x) = scale · x + offset.</summary>
    private static (Tensor Scale, Tensor Offset) Affine(BatchNorm2d norm, Tensor mean, Tensor variance)
    {
        Tensor scale = norm.weight!.to_type(ScalarType.Float64) / (variance + Layers.NormEpsilon).sqrt();
        return (scale, norm.bias!.to_type(ScalarType.Float64) - (mean * scale));
    }

    private static Tensor Kept(Tensor value) => value.to_type(ScalarType.Float32).contiguous().DetachFromDisposeScope();
}
