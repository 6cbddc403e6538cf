using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge export.</summary>
internal static class ExportCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "A run folder of 'denseedge train'." };
        Option<string?> output = new("--out")
        {
            Description = "The ONNX file. [default: model.onnx in the run folder]",
            HelpName = "file",
        };
        Command command = new("export", "Write a trained network as FP32 ONNX (opset 17, batch 1, uint8 RGB input).") { run, output };
        command.SetAction(parsed => ExportVerb.Run(parsed.GetRequiredValue(run), parsed.GetValue(output)));
        return command;
    }
}
