using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>Absolute error of unit normals, and the directions of the auxiliary prediction.</summary>
internal static class NormalLoss
{
    private const double SmallestLength = 1e-12;

    /// <summary>
    /// The absolute error of the normalised prediction, summed over the three components, averaged over the pixels that have
    /// a normal.
    /// </summary>
    /// <param name="predicted">[N, 3, H, W], of any length.</param>
    /// <param name="normals">Unit normals, [N, 3, H, W]; (0, 0, 0) does not count.</param>
    /// <returns>A scalar; 0 if there is no normal.</returns>
    public static Tensor Compute(Tensor predicted, Tensor normals)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = PerComponent(predicted, normals).sum();
        return (sum / ValidPixels.Count(ValidPixels.OfNormals(normals))).MoveToOuterDisposeScope();
    }

    /// <summary>The absolute error of every component of the normalised prediction.</summary>
    /// <param name="predicted">[N, 3, H, W], of any length.</param>
    /// <param name="normals">Unit normals, [N, 3, H, W]; (0, 0, 0) does not count.</param>
    /// <returns>[N, 3, H, W]; 0 where there is no normal.</returns>
    public static Tensor PerComponent(Tensor predicted, Tensor normals)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor valid = ValidPixels.OfNormals(normals).to_type(ScalarType.Float32);              // [N, 1, H, W]
        Tensor direction = predicted / predicted.norm(1, keepdim: true).clamp_min(SmallestLength);
        return (direction - normals).abs().mul(valid).MoveToOuterDisposeScope();
    }

    /// <summary>Finds the nearest centroid of each normal.</summary>
    /// <param name="normals">[N, 3, H, W]; (0, 0, 0) does not count.</param>
    /// <param name="centroids">[L, 3].</param>
    /// <returns>[N, H, W] int64, 0 to L - 1, or 255 for a pixel that does not count.</returns>
    public static Tensor NearestCentroids(Tensor normals, Tensor centroids)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();

        // The squared distance less the normal's own square, which is the same for all centroids, halved: |c|²/2 - n·c.
        Tensor weight = centroids.neg().reshape(-1, 3, 1, 1);
        Tensor halfSquares = centroids.mul(centroids).sum(1).div_(2);
        Tensor[] samples = new Tensor[normals.shape[0]];
        for (int sample = 0; sample < samples.Length; sample++)
        {
            // Image by image, so that the distances to all centroids exist for one image only.
            Tensor distances = nn.functional.conv2d(normals.narrow(0, sample, 1), weight, halfSquares);
            samples[sample] = distances.argmin(1);
            distances.Dispose();
        }

        Tensor nearest = cat(samples, 0);                                                       // [N, H, W]
        return nearest.masked_fill_(ValidPixels.OfNormals(normals).squeeze(1).logical_not(), LabelBatch.Ignore)
            .MoveToOuterDisposeScope();
    }
}
