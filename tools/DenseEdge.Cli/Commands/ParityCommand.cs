using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge parity.</summary>
internal static class ParityCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "A folder of reference vectors (.npz)." };
        Option<bool> verbose = new("--verbose") { Description = "List every comparison, not only the worst of a file." };
        Option<bool> json = new("--json") { Description = "Print the results as JSON instead." };
        Command command = new("parity", "Compare modules, losses, metrics, schedules and transforms with reference vectors.")
        {
            folder, verbose, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(ParityVerb.Run(
            parsed.GetRequiredValue(folder), parsed.GetValue(verbose), parsed.GetValue(json), cancellation)));
        return command;
    }
}
