using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>The supervised InfoNCE loss of unit vectors.</summary>
/// <remarks>Wang et al., "Exploring Cross-Image Pixel Contrast for Semantic Segmentation", ICCV 2021.</remarks>
internal static class InfoNceLoss
{
    private const double SmallestSum = 1e-30;

    /// <summary>
    /// For each anchor the mean over its positives p of -ln(e^(a·p/T) / (e^(a·p/T) + Σ_n e^(a·n/T))), summed over the anchors
    /// that have a positive and a negative.
    /// </summary>
    /// <param name="anchors">Unit vectors, [A, d].</param>
    /// <param name="others">Unit vectors, [B, d].</param>
    /// <param name="isPositive">[A · B] row by row: 1 for a positive, 0 for another.</param>
    /// <param name="isNegative">[A · B] row by row: 1 for a negative, 0 for another.</param>
    /// <param name="temperature">T, above 0.</param>
    /// <returns>The sum, a scalar, and how many anchors it is over.</returns>
    public static (Tensor Sum, int Anchors) Compute(
        Tensor anchors, Tensor others, float[] isPositive, float[] isNegative, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        (long rows, long columns) = (anchors.shape[0], others.shape[0]);
        float[] weights = PositiveWeights(isPositive, isNegative, (int)rows, (int)columns, out int used);
        Tensor positive = tensor(weights, [rows, columns], device: anchors.device).to_type(anchors.dtype);
        Tensor negative = tensor(isNegative, [rows, columns], device: anchors.device).to_type(anchors.dtype);
        Tensor scores = anchors.matmul(others.transpose(0, 1)).mul(1 / temperature);                    // [A, B]
        Tensor highest = scores.detach().amax(1).unsqueeze(1);                                          // [A, 1]
        Tensor negatives = (scores - highest).exp().mul(negative).sum(1, keepdim: true)
            .clamp_min(SmallestSum).log() + highest;                                                    // ln Σ_n, [A, 1]

        // -ln(e^s / (e^s + e^x)) = softplus(x - s), which neither overflows nor loses digits.
        Tensor sum = nn.functional.softplus(negatives - scores).mul(positive).sum();
        return (sum.MoveToOuterDisposeScope(), used);
    }

    /// <summary>1 / positives for each positive of an anchor that is used, 0 elsewhere.</summary>
    private static float[] PositiveWeights(float[] isPositive, float[] isNegative, int rows, int columns, out int used)
    {
        float[] weights = new float[isPositive.Length];
        used = 0;
        for (int row = 0; row < rows; row++)
        {
            Span<float> own = isPositive.AsSpan(row * columns, columns);
            int positives = own.Count(1f);
            if (positives == 0 || !isNegative.AsSpan(row * columns, columns).Contains(1f))
            {
                continue;
            }

            used++;
            for (int column = 0; column < columns; column++)
            {
                weights[(row * columns) + column] = own[column] / positives;
            }
        }

        return weights;
    }
}
