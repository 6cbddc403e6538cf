using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge evaluate.</summary>
internal static class EvaluateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> model = new("model") { Description = "An exported model (.onnx), or a run folder." };
        Option<string?> data = new("--data")
        {
            Description = "Data folder or descriptor, or 'synthetic'. [default: the data of the run]",
            HelpName = "folder",
        };
        Option<string?> json = new("--json") { Description = "Write the metrics to this file too.", HelpName = "file" };
        Command command = new("evaluate", "Measure a model on the test split of a data set.") { model, data, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(EvaluateVerb.Run(
            parsed.GetRequiredValue(model), parsed.GetValue(data), parsed.GetValue(json), cancellation)));
        return command;
    }
}
