using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Imaging;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>Pictures of predictions and of labels, drawn in the same way.</summary>
internal static class Pictures
{
    /// <summary>Draws a task's prediction: classes over the frame, everything else alone.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="task">The task.</param>
    /// <param name="depthRange">Distances of the ends of the colour scale; null to take the prediction's own.</param>
    public static Rgb24Image OfPrediction(
        DensePrediction prediction, TaskKind task, (float Near, float Far)? depthRange = null) => task switch
        {
            TaskKind.Depth when depthRange is { } range => DepthPicture.Draw(
                prediction.Depth!.Value.Meters, prediction.Height, prediction.Width, range.Near, range.Far),
            _ when task.HasClasses() => prediction.Overlay(task),
            _ => prediction.Picture(task),
        };

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
                return (LabelPicture.Overlay(sample.Image, label.Labels, task.Classes), null);
            case TaskKind.HumanParts when sample.HumanParts is { } label:
                return (LabelPicture.Overlay(sample.Image, label.Labels, task.Classes), null);
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
