using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge doctor.</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string?> model = new("--model")
        {
            Description = "A model to load and to compute one frame with. With TensorRT this builds an engine, for minutes.",
            HelpName = "file",
        };
        Option<bool> json = new("--json") { Description = "Print JSON in place of lines." };
        Command command = new(
            "doctor",
            "Tell what this machine offers: board, ONNX Runtime and its providers with the reasons against each, GPU, cache "
            + "folder, cameras, GPIO. Exit code 0: models can run here, 1: they can't.")
        {
            model, json,
        };
        command.SetAction(parsed => DoctorVerb.Run(parsed.GetValue(model), parsed.GetValue(json), Console.Out));
        return command;
    }
}
