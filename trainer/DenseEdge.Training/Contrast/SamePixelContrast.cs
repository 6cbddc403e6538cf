using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>
/// Ablation A7: a pixel's projected features in the target are to be nearest to its own in the source, among all drawn pixels
/// of the image.
/// </summary>
/// <param name="options">Temperature and numbers of pixels.</param>
internal sealed class SamePixelContrast(ContrastOptions options) : PixelContrast
{
    /// <inheritdoc/>
    public override Tensor? Loss(PairContrast pair)
    {
        // Classes play no part here, so the draw does not balance them.
        SourceLabels unbalanced = new(pair.Source, pair.Labels.Images, pair.Labels.IsValid, [], []);
        PixelDraw draw = PixelSampling.Draw(unbalanced, options.PixelsPerImage, pair.Random);
        if (draw.Count < ProjectedFeatures.FewestPixels)
        {
            return null;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor own = pair.Features.Project(pair.Target, pair.Source, draw);                         // [M, d]
        Tensor other = pair.Features.Project(pair.Source, pair.Target, draw).detach();              // [M, d]
        Tensor? total = null;
        for (int image = 0; image < draw.Images; image++)
        {
            int count = draw.Of(image).Length;
            if (count == 0)
            {
                continue;
            }

            Tensor scores = own.narrow(0, draw.ImageStarts[image], count)
                .matmul(other.narrow(0, draw.ImageStarts[image], count).transpose(0, 1))
                .mul(1 / options.EffectiveTemperature);                                             // [n, n]
            Tensor sum = nn.functional.cross_entropy(
                scores, arange(count, ScalarType.Int64, scores.device), reduction: nn.Reduction.Sum);
            total = total is null ? sum : total + sum;
        }

        return total is null ? null : (total / draw.Count).MoveToOuterDisposeScope();
    }
}
