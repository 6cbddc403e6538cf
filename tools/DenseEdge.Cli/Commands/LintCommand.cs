using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge lint.</summary>
internal static class LintCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string?> model = new("model")
        {
            Description = "Any ONNX file.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> target = new("--target")
        {
            Description = $"{LintVerb.TargetNames}, or a profile of your own (JSON); several with commas.",
            HelpName = "target,...",
        };
        Option<string?> json = new("--json")
        {
            Description = "Print JSON in place of lines, or write it to a file.",
            HelpName = "file",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> explain = new("--explain")
        {
            Description = "Tell all about one code, such as TRT-Q03, or about 'all'; 'page' prints docs/targets.md. "
                + "Needs no model.",
            HelpName = "code",
        };
        Option<bool> strict = new("--strict") { Description = "Warnings fail too." };
        Command command = new(
            "lint",
            "Judge an ONNX file against what a target accepts. "
            + "Exit code 0: accepted, 1: errors (or an unreadable file), 2: usage.")
        {
            model, target, json, explain, strict,
        };
        command.SetAction(parsed => LintVerb.Run(
            new LintArguments
            {
                Model = parsed.GetValue(model),
                Targets = parsed.GetValue(target),
                IsJson = parsed.GetResult(json) is not null,
                JsonPath = parsed.GetValue(json),
                Explain = parsed.GetValue(explain),
                IsStrict = parsed.GetValue(strict),
            },
            Console.Out,
            Console.Error));
        return command;
    }
}
