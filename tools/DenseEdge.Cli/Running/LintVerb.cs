using DenseEdge.Cli.Linting;
using DenseEdge.Onnx;
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
    /// <returns>0 if every target takes the model, 1 if one does not, 2 if the command makes no sense.</returns>
    public static int Run(LintArguments arguments)
    {
        if (arguments.Explain is { } code)
        {
            return Explain(code);
        }

        if (arguments.Model is null || arguments.Targets is null)
        {
            return Misuse(
                $"lint: expected a model and --target, found {(arguments.Model is null ? "no model" : "no --target")}. "
                + $"Targets: {TargetNames}.");
        }

        TargetProfile[] targets;
        try
        {
            targets = [.. arguments.Targets.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(TargetProfiles.Find)];
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidDataException)
        {
            return Misuse(fault.Message);
        }

        return targets.Length == 0
            ? Misuse($"lint: expected at least one target. Targets: {TargetNames}.")
            : Judge(arguments, targets);
    }

    private static int Judge(LintArguments arguments, TargetProfile[] targets)
    {
        LintGraph graph = new(OnnxModel.Load(arguments.Model!));
        LintReport[] reports = [.. targets.Select(target => Linter.Judge(graph, target))];
        if (arguments.JsonPath is { } path)
        {
            File.WriteAllText(path, LintJson.Write(arguments.Model!, reports) + "\n");
        }

        Console.WriteLine(arguments is { IsJson: true, JsonPath: null }
            ? LintJson.Write(arguments.Model!, reports)
            : LintText.Write(arguments.Model!, reports));
        bool isRefused = Array.Exists(
            reports,
            report => !report.IsAccepted || (arguments.IsStrict && report.Count(LintSeverity.Warning) > 0));
        return isRefused ? Refused : Accepted;
    }

    private static int Explain(string code)
    {
        if (code == "page")
        {
            Console.Write(TargetsPage.Write());
            return Accepted;
        }

        try
        {
            IEnumerable<ILintRule> rules = code == "all" ? Linter.Rules : [Linter.Rule(code)];
            Console.WriteLine(string.Join("\n\n", rules.Select(LintText.Explain)));
            return Accepted;
        }
        catch (ArgumentException fault)
        {
            return Misuse(fault.Message);
        }
    }

    private static int Misuse(string message)
    {
        Console.Error.WriteLine($"denseedge: {message}");
        return Misused;
    }
}
