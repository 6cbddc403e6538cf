using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Predicting;

/// <summary>What denseedge predict was asked for.</summary>
internal sealed record PredictArguments
{
    /// <summary>An ONNX file or a run folder.</summary>
    public required string Model { get; init; }

    /// <summary>An image, a folder of images, a video file or a camera's URI.</summary>
    public required string Input { get; init; }

    /// <summary>Folder for what is written.</summary>
    public required string Output { get; init; }

    /// <summary>Threads of the engine.</summary>
    /// <value>0, the default, takes one per physical core.</value>
    public int Threads { get; init; }

    /// <summary>Number of frames of a camera.</summary>
    /// <value>Null, the default, for no bound.</value>
    public int? Frames { get; init; }

    /// <summary>What to write.</summary>
    /// <value>Pictures by default.</value>
    public SavedForms Save { get; init; } = SavedForms.Png;

    /// <summary>The camera that took the input, in pixels of the input.</summary>
    /// <value>Null if unknown; a point cloud needs it.</value>
    public CameraIntrinsics? Intrinsics { get; init; }

    /// <summary>Checks that what shall be written can be.</summary>
    /// <param name="predictor">The model.</param>
    /// <exception cref="ArgumentException">A point cloud without intrinsics or depth.</exception>
    public void RequireUsable(DensePredictor predictor)
    {
        if (!Save.HasFlag(SavedForms.Ply))
        {
            return;
        }

        if (Intrinsics is null)
        {
            throw new ArgumentException(
                "Expected --intrinsics fx,fy,cx,cy with --save ply: a point cloud needs the camera's focal lengths and centre, in "
                + "pixels of the input.");
        }

        if (!predictor.Tasks[TaskKind.Depth])
        {
            throw new ArgumentException(
                $"Expected a model with depth for --save ply, found one with {predictor.Tasks}.");
        }
    }
}
