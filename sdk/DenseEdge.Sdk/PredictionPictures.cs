using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Sdk;

/// <summary>Pictures of predictions, for people. They are new images of the outputs' size, independent of the prediction's
/// buffers.</summary>
public static class PredictionPictures
{
    private static readonly Rgb BoundaryColor = new(255, 40, 40);
    private static readonly Rgb SalientColor = new(255, 200, 0);

    /// <summary>Copies the frame, at the outputs' size.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static Rgb24Image FramePicture(this DensePrediction prediction)
        => ImageResizer.Resize(
            new Rgb24Image(prediction.Model.InputHeight, prediction.Model.InputWidth, prediction.Frame.ToArray()),
            prediction.Height,
            prediction.Width);

    /// <summary>Paints one task alone: classes in their colours, depth from red (near) to blue (far) between the 2nd
    /// and the 98th percentile, normals as a normal map, probabilities in grey.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="task">A task that the model has.</param>
    /// <exception cref="ArgumentException">The model doesn't have the task; the message lists those it has.</exception>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static Rgb24Image Picture(this DensePrediction prediction, TaskKind task)
    {
        (int height, int width) = (prediction.Height, prediction.Width);
        switch (task)
        {
            case TaskKind.SemanticSegmentation when prediction.Segmentation is { } segmentation:
                return LabelPicture.Draw(segmentation.Labels, height, width, segmentation.Classes);
            case TaskKind.HumanParts when prediction.HumanParts is { } parts:
                return LabelPicture.Draw(parts.Labels, height, width, parts.Classes);
            case TaskKind.Depth when prediction.Depth is { } depth:
                (float near, float far) = DepthPicture.RangeOf(depth.Meters);
                return DepthPicture.Draw(depth.Meters, height, width, near, far);
            case TaskKind.SurfaceNormals when prediction.SurfaceNormals is { } normals:
                return NormalPicture.Draw(normals.Components, height, width);
            case TaskKind.Boundaries when prediction.Boundaries is { } boundaries:
                return ProbabilityPicture.Draw(boundaries.Probability, height, width);
            case TaskKind.Saliency when prediction.Saliency is { } saliency:
                return ProbabilityPicture.Draw(saliency.Probability, height, width);
            default:
                throw Missing(prediction, task);
        }
    }

    /// <summary>Paints one task over the frame: classes half transparent, boundaries and the salient object where they
    /// are more likely than not. Depth and normals, which have a value everywhere, are painted alone.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="task">A task that the model has.</param>
    /// <exception cref="ArgumentException">The model doesn't have the task; the message lists those it has.</exception>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static Rgb24Image Overlay(this DensePrediction prediction, TaskKind task) => task switch
    {
        TaskKind.SemanticSegmentation when prediction.Segmentation is { } labels => Over(prediction, labels),
        TaskKind.HumanParts when prediction.HumanParts is { } labels => Over(prediction, labels),
        TaskKind.Boundaries when prediction.Boundaries is { } edges =>
            ProbabilityPicture.Over(prediction.FramePicture(), edges.Probability, BoundaryColor),
        TaskKind.Saliency when prediction.Saliency is { } salient =>
            ProbabilityPicture.Over(prediction.FramePicture(), salient.Probability, SalientColor, alpha: 0.55f),
        _ => prediction.Picture(task),
    };

    /// <summary>Paints one task over a camera's frame, in place and at its size. Allocates nothing after the first frame of a
    /// size.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="task">A task of the prediction: boundaries and the salient object are painted where they are more likely than
    /// not, everything else everywhere.</param>
    /// <param name="frame">[H, W, 3] bytes, red first, of the frame's size: <see cref="DensePrediction.Geometry"/>.</param>
    /// <param name="alpha">How much of the colour is seen, 0 to 1.</param>
    /// <param name="depthRange">Distances that are painted red and blue; null for the frame's own 2nd and 98th percentile, which
    /// flicker in a video.</param>
    /// <exception cref="ArgumentException">The prediction doesn't have the task, or the frame has another size; the message names
    /// both sides.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static void PaintOver(
        this DensePrediction prediction, TaskKind task, Span<byte> frame, double alpha = 0.55,
        (float NearMeters, float FarMeters)? depthRange = null)
    {
        FrameGeometry geometry = prediction.Geometry;
        switch (task)
        {
            case TaskKind.SemanticSegmentation when prediction.Segmentation is { } labels:
                LabelPicture.Paint(frame, geometry, labels.Labels, labels.Classes, alpha);
                break;
            case TaskKind.HumanParts when prediction.HumanParts is { } labels:
                LabelPicture.Paint(frame, geometry, labels.Labels, labels.Classes, alpha);
                break;
            case TaskKind.Depth when prediction.Depth is { } depth:
                (float near, float far) = depthRange ?? DepthPicture.RangeOf(depth.Meters);
                DepthPicture.Paint(frame, geometry, depth.Meters, near, far, alpha);
                break;
            case TaskKind.SurfaceNormals when prediction.SurfaceNormals is { } normals:
                NormalPicture.Paint(frame, geometry, normals.Components, alpha);
                break;
            case TaskKind.Boundaries when prediction.Boundaries is { } edges:
                ProbabilityPicture.Paint(frame, geometry, edges.Probability, BoundaryColor, alpha: alpha);
                break;
            case TaskKind.Saliency when prediction.Saliency is { } salient:
                ProbabilityPicture.Paint(frame, geometry, salient.Probability, SalientColor, alpha: alpha);
                break;
            default:
                throw Missing(prediction, task);
        }
    }

    /// <summary>Puts the frame and the overlay of every task side by side, each under its title.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static Rgb24Image Panorama(this DensePrediction prediction)
        => PictureRow.Of(
            [
                ("frame", prediction.FramePicture()),
                .. prediction.Model.Tasks.Select(task => task.Spec.Kind).Where(prediction.Has).Select(
                    task => (task.Title(), prediction.Overlay(task))),
            ]);

    private static Rgb24Image Over(DensePrediction prediction, LabelResult labels)
        => LabelPicture.Overlay(prediction.FramePicture(), labels.Labels, labels.Classes);

    internal static ArgumentException Missing(DensePrediction prediction, TaskKind task)
        => new($"Expected a task of the prediction ({prediction.Tasks}), got {task.Key()}.", nameof(task));
}
