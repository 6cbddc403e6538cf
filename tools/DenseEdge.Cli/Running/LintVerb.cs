using DenseEdge.Cli.Linting;
using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge lint.</summary>
internal static class LintVerb
{
    private const int Accepted = 0;
    private const int Refused = 1;
    private const int Misused = 2;

    /// <summary>The targets that come with the program.</summary>
    public static string TargetNames => string.Join(", ", TargetProfiles.Names);

    /// <summary>Judges a model, or explains a code.</summary>
    /// <param name="arguments">What the user asked for.</param>
    /// <param name="output">Takes the report.</param>
    /// <param name="errors">Takes what is wrong with the arguments.</param>
    /// <returns>0 if every target takes the model, 1 if one does not, 2 if the command makes no sense.</returns>
    public static int Run(LintArguments arguments, TextWriter output, TextWriter errors)
    {
        TargetProfile[] targets;
        try
        {
            if (arguments.Explain is { } code)
            {
                return Explain(code, output);
            }

            targets = Targets(arguments);
        }
        catch (ArgumentException misuse)
        {
            errors.WriteLine($"denseedge: {misuse.Message}");
            return Misused;
        }

        return Judge(arguments, targets, output);
    }

    private static TargetProfile[] Targets(LintArguments arguments)
    {

        string[] names = arguments.Targets?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (arguments.Model is null || names.Length == 0)
        {
            throw new ArgumentException(
                $"lint: expected a model and --target, found {(arguments.Model is null ? "no model" : "no --target")}. "
                + $"Targets: {TargetNames}.");
        }

        if (arguments.JsonPath is { } json && !json.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"lint: expected a file that ends in .json behind --json, found '{json}'. Put --json last to print.");
        }

        try
        {
            return Array.ConvertAll(names, TargetProfiles.Find);
        }
        catch (InvalidDataException fault)
        {
            throw new ArgumentException(fault.Message, fault);
        }
    }

    private static int Judge(LintArguments arguments, TargetProfile[] targets, TextWriter output)
    {
        LintGraph graph = LintGraph.Load(ModelArgument.Find(arguments.Model!));
        LintReport[] reports = [.. targets.Select(target => Linter.Judge(graph, target))];
        if (arguments.JsonPath is { } path)
        {
            WriteFile(path, LintJson.Write(arguments.Model!, reports) + "\n");
        }

        output.WriteLine(arguments is { IsJson: true, JsonPath: null }
            ? LintJson.Write(arguments.Model!, reports)
            : LintText.Write(arguments.Model!, reports));
        bool isRefused = Array.Exists(
            reports,
            report => !report.IsAccepted || (arguments.IsStrict && report.Count(LintSeverity.Warning) > 0));
        return isRefused ? Refused : Accepted;
    }

    // Beside the path first: a reader sees the old file or the whole new one.
    private static void WriteFile(string path, string text)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static int Explain(string code, TextWriter output)
    {
        if (code == "page")
        {
            output.Write(TargetsPage.Write());
            return Accepted;
        }

        IEnumerable<ILintRule> rules = code == "all" ? Linter.Rules : [Linter.Rule(code)];
        output.WriteLine(string.Join("\n\n", rules.Select(LintText.Explain)));
        return Accepted;
    }
}
