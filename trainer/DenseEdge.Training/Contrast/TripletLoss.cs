using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>The triplet margin loss of unit vectors.</summary>
internal static class TripletLoss
{
    /// <summary>The mean over the triplets of max(0, |a - p| - |a - n| + m).</summary>
    /// <param name="vectors">Unit vectors, [M, d].</param>
    /// <param name="triplets">Positions of anchors, positives and negatives; at least one triplet.</param>
    /// <param name="margin">m, at least 0.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Compute(Tensor vectors, TripletList triplets, double margin)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor anchors = Rows(vectors, triplets.Anchors);                                       // [Q, d]
        Tensor toPositive = (anchors - Rows(vectors, triplets.Positives)).norm(1);              // [Q]
        Tensor toNegative = (anchors - Rows(vectors, triplets.Negatives)).norm(1);              // [Q]
        return (toPositive - toNegative + margin).relu().mean().MoveToOuterDisposeScope();
    }

    /// <summary>The distances of all pairs of one image's vectors, without gradient.</summary>
    /// <param name="vectors">Unit vectors, [n, d].</param>
    /// <returns>[n · n], row by row.</returns>
    public static float[] Distances(Tensor vectors)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        Tensor squares = vectors.matmul(vectors.transpose(0, 1)).mul_(-2).add_(2).clamp_min_(0);        // |u - v|² = 2 - 2 u·v
        return squares.sqrt_().to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }

    private static Tensor Rows(Tensor vectors, IReadOnlyList<long> rows)
        => vectors.index_select(0, tensor([.. rows], device: vectors.device));
}
