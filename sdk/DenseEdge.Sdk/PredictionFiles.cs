using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Sdk;

/// <summary>Predictions as files: numbers, a summary, a point cloud. A reader sees the old file or the whole new one. Pictures:
/// <see cref="PredictionPictures"/> and <see cref="ImageFile"/>.</summary>
public static class PredictionFiles
{
    /// <summary>Writes a task's numbers for NumPy, at the outputs' size: classes as uint8 [H, W]; distances and probabilities as
    /// float32 [H, W]; normals as float32 [3, H, W].</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="task">A task of the prediction.</param>
    /// <param name="path">The file, .npy.</param>
    /// <exception cref="ArgumentException">The prediction doesn't have the task; the message lists those it has.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static void SaveNumbers(this DensePrediction prediction, TaskKind task, string path)
    {
        (int height, int width) = (prediction.Height, prediction.Width);
        switch (task)
        {
            case TaskKind.SemanticSegmentation when prediction.Segmentation is { } labels:
                NpyFile.Write(path, labels.Labels.Span, height, width);
                break;
            case TaskKind.HumanParts when prediction.HumanParts is { } labels:
                NpyFile.Write(path, labels.Labels.Span, height, width);
                break;
            case TaskKind.Depth when prediction.Depth is { } depth:
                NpyFile.Write(path, depth.Meters.Span, height, width);
                break;
            case TaskKind.SurfaceNormals when prediction.SurfaceNormals is { } normals:
                NpyFile.Write(path, normals.Components, 3, height, width);
                break;
            case TaskKind.Boundaries when prediction.Boundaries is { } edges:
                NpyFile.Write(path, edges.Probability.Span, height, width);
                break;
            case TaskKind.Saliency when prediction.Saliency is { } salient:
                NpyFile.Write(path, salient.Probability.Span, height, width);
                break;
            default:
                throw PredictionPictures.Missing(prediction, task);
        }
    }

    /// <summary>Writes what a prediction says in numbers, as JSON: the area of every class, percentiles of the distances, shares
    /// of likely pixels, where the time went.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="path">The file, .json.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static void SaveSummary(this DensePrediction prediction, string path)
    {
        byte[] json = PredictionSummary.ToUtf8(prediction);
        AtomicFile.Write(path, stream => stream.Write(json));
    }

    /// <summary>Writes a point for every pixel that has a distance as binary PLY, in the frame's colours, with the normals if the
    /// prediction has them: x right, y down, z forward from the camera, in metres if
    /// <see cref="DepthResult.IsMetric"/>.</summary>
    /// <param name="prediction">A prediction with depth.</param>
    /// <param name="path">The file, .ply.</param>
    /// <param name="camera">The camera that took the frame, in pixels of the frame.</param>
    /// <returns>Number of points.</returns>
    /// <exception cref="ArgumentException">The prediction has no depth, or the intrinsics are none.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public static int SavePointCloud(this DensePrediction prediction, string path, CameraIntrinsics camera)
    {
        DepthResult depth = prediction.Depth ?? throw PredictionPictures.Missing(prediction, TaskKind.Depth);
        ReadOnlySpan<float> normals = prediction.SurfaceNormals is { } result ? result.Components : default;
        return PointCloudFile.Write(
            path, depth.Meters, camera.ForOutput(prediction.Geometry), prediction.FramePicture().Pixels, normals);
    }
}
