using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge compare.</summary>
internal static class CompareCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string[]> runs = new("runs")
        {
            Description = "Run folders with metrics.json. Runs that differ only in their seed make one line.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> single = new("--single")
        {
            Description = "Single-task runs that delta_m compares with. [default: the runs with one task]",
            HelpName = "run...",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        Option<bool> json = new("--json") { Description = "Print JSON in place of the table." };
        Option<string?> html = new("--html") { Description = "Write the table to this page too.", HelpName = "file" };
        Command command = new("compare", "Compare runs: metrics with their spread over seeds, and delta_m.")
        {
            runs, single, json, html,
        };
        command.SetAction((parsed, _) => Task.FromResult(CompareVerb.Run(
            parsed.GetRequiredValue(runs), parsed.GetRequiredValue(single), parsed.GetValue(json), parsed.GetValue(html))));
        return command;
    }
}
