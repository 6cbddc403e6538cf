using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>
/// Mean and covariance, over all calibration pixels, of everything that rows of one task are summed from. From them the
/// statistics of both normalisations that depend on the row follow in closed form, for any row: no row needs a pass over the
/// images of its own.
/// </summary>
/// <remarks>
/// With the terms of <see cref="RowTerms"/>, S = γ/σ of the projection and M = B·diag(S):
/// <code>E[y] = Σ E[terms]                 Cov[y] = Σ Σ Cov[term, term']
/// E[u] = E[A F] + B β            Var[u]_c = Var[A F]_c + 2 Σ_j M_cj Cov[A F, y]_cj + (M Cov[y] Mᵀ)_cc</code>
/// </remarks>
internal sealed class RowMoments : IDisposable
{
    private readonly RowTerms _terms;
    private readonly Tensor _mean;
    private readonly Tensor _covariance;

    private RowMoments(RowTerms terms, Tensor mean, Tensor covariance)
        => (_terms, _mean, _covariance) = (terms, mean.DetachFromDisposeScope(), covariance.DetachFromDisposeScope());

    /// <summary>Measures the moments.</summary>
    /// <param name="terms">The terms of a task.</param>
    /// <param name="batches">Batches of images, [N, 3, H, W] float, RGB, 0 to 255; at least one.</param>
    public static RowMoments Measure(RowTerms terms, IEnumerable<Tensor> batches)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        long size = terms.Channels * (1 + terms.Order.Count);
        Tensor sums = zeros([size], ScalarType.Float64), products = zeros([size, size], ScalarType.Float64);
        Tensor? origin = null;
        long count = 0;
        foreach (Tensor batch in batches)
        {
            using DisposeScope inner = NewDisposeScope();
            Tensor values = cat(terms.Compute(batch), 1).transpose(0, 1).flatten(1);            // [terms * C, pixels]

            // Contexts vary little around large means: around an origin near the mean the squares keep their digits in float32.
            origin ??= values.mean([1], keepdim: true).MoveToOuterDisposeScope();
            Tensor centred = values - origin;
            sums.add_(centred.sum(1).to_type(ScalarType.Float64));
            products.add_(centred.matmul(centred.t()).to_type(ScalarType.Float64));
            count += values.shape[1];
        }

        Tensor mean = sums / count;
        Tensor covariance = (products / count) - mean.unsqueeze(1).matmul(mean.unsqueeze(0));
        mean = mean + origin!.flatten().to_type(ScalarType.Float64);
        return new RowMoments(terms, mean, covariance.contiguous());
    }

    /// <summary>Computes the statistics of a row.</summary>
    /// <param name="row">The contexts in task order.</param>
    public RowNorms Norms(IReadOnlyList<ContextType> row)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int[] places = [.. _terms.Places(row).Select(place => place + 1)];
        Tensor mean = zeros([_terms.Channels], ScalarType.Float64);
        Tensor covariance = zeros([_terms.Channels, _terms.Channels], ScalarType.Float64), withOwn = zeros_like(covariance);
        foreach (int place in places)
        {
            mean = mean + _mean.narrow(0, place * _terms.Channels, _terms.Channels);
            withOwn = withOwn + Block(0, place);
            covariance = places.Aggregate(covariance, (sum, other) => sum + Block(place, other));
        }

        BatchNorm2d norm = _terms.Projection.Norm;
        Tensor variance = Diagonal(covariance).clamp_min(0);
        Tensor weight = _terms.ContextWeight.flatten(1).to_type(ScalarType.Float64);                         // B, [C, C]
        Tensor scale = norm.weight!.to_type(ScalarType.Float64) / (variance + Layers.NormEpsilon).sqrt();
        Tensor mapped = weight * scale.unsqueeze(0);                                                         // M
        Tensor fused = Diagonal(Block(0, 0)) + ((mapped * withOwn).sum(1) * 2) + (mapped.matmul(covariance) * mapped).sum(1);
        Tensor fusedMean = _mean.narrow(0, 0, _terms.Channels)
            + weight.matmul(norm.bias!.to_type(ScalarType.Float64).unsqueeze(1)).flatten();
        return new RowNorms(mean, variance.clone(), fusedMean, fused.clamp_min(0)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean.Dispose();
        _covariance.Dispose();
    }

    private static Tensor Diagonal(Tensor square)
    {
        long size = square.shape[0];
        return square.flatten().slice(0, 0, size * size, size + 1);
    }

    private Tensor Block(int row, int column) => _covariance
        .narrow(0, row * _terms.Channels, _terms.Channels).narrow(1, column * _terms.Channels, _terms.Channels);
}
