using System.CommandLine;
using DenseEdge.Cli.Fronts;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge front.</summary>
internal static class FrontCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string[]> studies = new("study")
        {
            Description = "The folder that denseedge search writes, or its front.json; several of one device are united.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> json = new("--json") { Description = "Print the report as JSON in place of the table." };
        Option<string?> html = new("--html")
        {
            Description = "Write a page with the front as a drawing and every genotype as a grid.",
            HelpName = "file",
        };
        Option<bool> all = new("--all")
        {
            Description = "List every network of the front. [default: those that were measured or chosen, else a dozen]",
        };
        Command command = new("front", "Show what a search found: accuracy against measured latency, for every budget.")
        {
            studies, json, html, all,
        };
        command.SetAction((parsed, _) => Task.FromResult(FrontVerb.Run(
            new FrontArguments
            {
                Studies = parsed.GetRequiredValue(studies),
                Json = parsed.GetValue(json),
                Html = parsed.GetValue(html),
                All = parsed.GetValue(all),
            },
            Console.Out)));
        return command;
    }
}
