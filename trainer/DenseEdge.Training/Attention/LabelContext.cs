using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Attention;

/// <summary>Attention over regions instead of pixels: the label contexts of ATRC (ICCV 2021).</summary>
internal static class LabelContext
{
    /// <summary>Averages features over each region: the region descriptors.</summary>
    /// <param name="maps">Weight of each pixel in each region, [N, L, HW]; each row sums to 1.</param>
    /// <param name="features">[N, C, H, W].</param>
    /// <returns>[N, C, L, 1].</returns>
    public static Tensor Describe(Tensor maps, Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor pixels = features.flatten(2).transpose(1, 2);                    // [N, HW, C]
        Tensor regions = maps.matmul(pixels);                                   // [N, L, C]
        return regions.transpose(1, 2).unsqueeze(3).MoveToOuterDisposeScope();  // [N, C, L, 1]
    }

    /// <summary>Mixes the regions' values for each pixel by the softmax over regions of q·k / sqrt(D).</summary>
    /// <param name="query">[N, D, H, W].</param>
    /// <param name="key">One key per region, [N, D, L, 1].</param>
    /// <param name="value">One value per region, [N, M, L, 1].</param>
    /// <returns>[N, M, H, W].</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value)
    {
        using DisposeScope scope = NewDisposeScope();
        (long n, long d, long height, long width) = (query.shape[0], query.shape[1], query.shape[2], query.shape[3]);
        Tensor q = query.flatten(2);                                            // [N, D, HW]
        Tensor k = (key.flatten(2) * (1 / Math.Sqrt(d))).transpose(1, 2);       // [N, L, D], few: scaled here, not per pixel
        Tensor weights = k.matmul(q).softmax(1);                                // [N, L, HW]
        Tensor mixed = value.flatten(2).matmul(weights);                        // [N, M, HW]
        return mixed.reshape(n, value.shape[1], height, width).MoveToOuterDisposeScope();
    }
}
