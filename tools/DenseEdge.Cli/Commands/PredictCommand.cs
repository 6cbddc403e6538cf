using System.CommandLine;
using DenseEdge.Cli.Running;

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
            Description = "Folder for the pictures.",
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
        Command command = new("predict", "Run a model on images, video or a camera and write a picture per task.")
        {
            model, input, output, threads, frames,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(PredictVerb.Run(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(input), parsed.GetRequiredValue(output),
            parsed.GetValue(threads), parsed.GetValue(frames), cancellation)));
        return command;
    }
}
