using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Imaging;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>Pictures of predictions and of labels, drawn in the same way.</summary>
internal static class Pictures
{
    private const double OverlayAlpha = 0.6;

    /// <summary>Draws a task's prediction.</summary>
    /// <param name="image">The image at the network's input size.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="task">The task.</param>
    /// <param name="depthRange">Distances of the ends of the colour scale; null to take the prediction's own.</param>
    public static Rgb24Image OfPrediction(
        Rgb24Image image, DensePrediction prediction, TaskKind task, (float Near, float Far)? depthRange = null)
    {
        (int height, int width) = (prediction.Height, prediction.Width);
        switch (task)
        {
            case TaskKind.SemanticSegmentation:
                return LabelPicture.Overlay(
                    image, prediction.Segmentation!.Value.Labels, prediction.Segmentation.Value.Classes, OverlayAlpha);
            case TaskKind.HumanParts:
                return LabelPicture.Overlay(
                    image, prediction.HumanParts!.Value.Labels, prediction.HumanParts.Value.Classes, OverlayAlpha);
            case TaskKind.Depth:
                ReadOnlySpan<float> meters = prediction.Depth!.Value.Meters;
                (float near, float far) = depthRange ?? DepthPicture.RangeOf(meters);
                return DepthPicture.Draw(meters, height, width, near, far);
            case TaskKind.SurfaceNormals:
                return NormalPicture.Draw(prediction.SurfaceNormals!.Value.Components, height, width);
            case TaskKind.Boundaries:
                return ProbabilityPicture.Draw(prediction.Boundaries!.Value.Probability, height, width);
            case TaskKind.Saliency:
                return ProbabilityPicture.Draw(prediction.Saliency!.Value.Probability, height, width);
            default:
                throw new ArgumentOutOfRangeException(nameof(task), task, "Expected a task.");
        }
    }

    /// <summary>Draws a task's label.</summary>
    /// <param name="sample">The sample at the network's input size.</param>
    /// <param name="task">The task, with its classes.</param>
    /// <returns>The picture and, for depth, the ends of its scale; null if the sample has no such label.</returns>
    public static (Rgb24Image Picture, (float Near, float Far)? DepthRange)? OfTruth(DenseSample sample, TaskSpec task)
    {
        (int height, int width) = (sample.Image.Height, sample.Image.Width);
        switch (task.Kind)
        {
            case TaskKind.SemanticSegmentation when sample.Segmentation is { } label:
                return (LabelPicture.Overlay(sample.Image, label.Labels, task.Classes, OverlayAlpha), null);
            case TaskKind.HumanParts when sample.HumanParts is { } label:
                return (LabelPicture.Overlay(sample.Image, label.Labels, task.Classes, OverlayAlpha), null);
            case TaskKind.Depth when sample.Depth is { } label:
                (float near, float far) = DepthPicture.RangeOf(label.Meters);
                return (DepthPicture.Draw(label.Meters, height, width, near, far), (near, far));
            case TaskKind.SurfaceNormals when sample.Normals is { } label:
                return (NormalPicture.Draw(label.Components, height, width), null);
            case TaskKind.Boundaries when sample.Boundaries is { } label:
                return (ProbabilityPicture.Draw(AsProbability(label), height, width), null);
            case TaskKind.Saliency when sample.Saliency is { } label:
                return (ProbabilityPicture.Draw(AsProbability(label), height, width), null);
            default:
                return null;
        }
    }

    private static float[] AsProbability(LabelMap map) => Array.ConvertAll(map.Labels, label => label switch
    {
        0 => 0f,
        DenseSample.Ignore => 0.5f,
        _ => 1f,
    });
}
