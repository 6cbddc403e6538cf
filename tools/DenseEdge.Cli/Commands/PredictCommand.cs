using System.CommandLine;
using DenseEdge.Cli.Predicting;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge predict.</summary>
internal static class PredictCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> model = new("model") { Description = "An exported model (.onnx), or a run folder." };
        Argument<string> input = new("input")
        {
            Description = "An image, a folder of images, a video file, or a camera's URI such as v4l2:///dev/video0.",
        };
        Option<string> output = new("--out")
        {
            Description = "Folder for what is written.",
            DefaultValueFactory = _ => "predictions",
            HelpName = "folder",
        };
        Option<int> threads = new("--threads")
        {
            Description = "Threads of the engine; 0 for one per processor.",
            DefaultValueFactory = _ => 0,
            HelpName = "n",
        };
        Option<int?> frames = new("--frames")
        {
            Description = "Frames of a camera; Ctrl-C ends it too. [default: to its end]",
            HelpName = "n",
        };
        Option<SavedForms?> save = new("--save")
        {
            Description = "What to write: png (a picture or video per task), npy (an array per task), json (areas, distances, "
                + "timing), ply (a point cloud; needs --intrinsics). [default: png]",
            CustomParser = SavedFormsArgument.Parse,
            HelpName = "png,npy,json,ply",
        };
        Option<CameraIntrinsics?> intrinsics = new("--intrinsics")
        {
            Description = "Focal lengths and centre of the camera, in pixels of the input.",
            CustomParser = IntrinsicsArgument.Parse,
            HelpName = "fx,fy,cx,cy",
        };
        Command command = new("predict", "Run a model on images, video or a camera and write what it sees.")
        {
            model, input, output, threads, frames, save, intrinsics,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(PredictVerb.Run(
            new PredictArguments
            {
                Model = parsed.GetRequiredValue(model),
                Input = parsed.GetRequiredValue(input),
                Output = parsed.GetRequiredValue(output),
                Threads = parsed.GetValue(threads),
                Frames = parsed.GetValue(frames),
                Save = parsed.GetValue(save) ?? SavedForms.Png,
                Intrinsics = parsed.GetValue(intrinsics),
            },
            cancellation)));
        return command;
    }
}
