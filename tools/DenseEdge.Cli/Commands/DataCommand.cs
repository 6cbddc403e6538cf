using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge data check.</summary>
internal static class DataCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> descriptor = new("descriptor") { Description = "A data folder or its descriptor (JSON)." };
        Command check = new("check", "Read every file of a data set and list all problems.") { descriptor };
        check.SetAction((parsed, cancellation) =>
            Task.FromResult(DataVerb.Check(parsed.GetRequiredValue(descriptor), cancellation)));
        return new Command("data", "Data sets on disk.") { check };
    }
}
