using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Attention;

/// <summary>Linear attention over all pixels: the global context of ATRC (ICCV 2021).</summary>
internal static class GlobalContext
{
    /// <summary>The smallest weight sum that is divided by; smaller ones count as this.</summary>
    public const double SmallestDenominator = 1e-12;

    /// <summary>
    /// Averages the values of all pixels, weighted by the products of keys and queries:
    /// out(p) = sum_n v(n) (k(n)·q(p)) / sum_n k(n)·q(p).
    /// </summary>
    /// <param name="query">[N, D, H, W], not negative.</param>
    /// <param name="key">[N, D, h, w], not negative.</param>
    /// <param name="value">[N, M, h, w].</param>
    /// <returns>[N, M, H, W].</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value)
    {
        using DisposeScope scope = NewDisposeScope();
        (long n, long d, long height, long width) = (query.shape[0], query.shape[1], query.shape[2], query.shape[3]);
        long m = value.shape[1];
        Tensor q = query.reshape(n, d, height * width);                         // [N, D, HW]
        Tensor k = key.reshape(n, d, -1);                                       // [N, D, hw]
        Tensor v = value.reshape(n, m, -1);                                     // [N, M, hw]
        Tensor context = v.matmul(k.transpose(1, 2));                           // [N, M, D], summed over pixels once
        Tensor sum = k.sum(2, keepdim: true).transpose(1, 2).matmul(q);         // [N, 1, HW]
        Tensor mean = context.matmul(q) / sum.clamp_min(SmallestDenominator);   // [N, M, HW]
        return mean.reshape(n, m, height, width).MoveToOuterDisposeScope();
    }
}
