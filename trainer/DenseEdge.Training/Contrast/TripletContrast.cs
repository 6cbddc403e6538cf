using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>The method's own loss: triplets within each image.</summary>
/// <param name="options">Margin, thresholds and numbers of pixels.</param>
internal sealed class TripletContrast(ContrastOptions options) : PixelContrast
{
    /// <inheritdoc/>
    public override Tensor? Loss(PairContrast pair)
    {
        PixelDraw draw = PixelSampling.Draw(pair.Labels, options.PixelsPerImage, pair.Random);
        if (draw.Count < ProjectedFeatures.FewestPixels)
        {
            return null;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = pair.Features.Project(pair.Target, pair.Source, draw);                     // [M, d]
        TripletList triplets = Select(pair, draw, vectors);
        return triplets.Count == 0 ? null : TripletLoss.Compute(vectors, triplets, options.Margin).MoveToOuterDisposeScope();
    }

    private TripletList Select(PairContrast pair, PixelDraw draw, Tensor vectors)
    {
        LabelDistance distance = LabelDistance.For(pair.Source, options);
        if (options.ThresholdFree)
        {
            return TripletSelection.ByOrder(draw, pair.Labels, distance, options.Gap, pair.Random);
        }

        float[][] features = [.. Enumerable.Range(0, draw.Images).Select(image =>
        {
            using Tensor own = vectors.narrow(0, draw.ImageStarts[image], draw.Of(image).Length);
            return TripletLoss.Distances(own);
        })];
        return TripletSelection.ByThresholds(draw, pair.Labels, distance, features, options.Margin, pair.Random);
    }
}
