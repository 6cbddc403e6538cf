using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge presets.</summary>
internal static class PresetsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print JSON in place of the table." };
        Command command = new("presets", "List the networks that have a name: those of the paper, and DenseEdge's own.") { json };
        command.SetAction(parsed => PresetsVerb.Run(parsed.GetValue(json)));
        return command;
    }
}
