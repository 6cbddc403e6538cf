using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting;

/// <summary>Judges a model against what a target accepts, before anyone carries it to the device.</summary>
public static class Linter
{
    /// <summary>Every rule, sorted by code.</summary>
    public static IReadOnlyList<ILintRule> Rules { get; } = LintRules.All();

    /// <summary>Finds a rule.</summary>
    /// <param name="code">Its code, in capital or small letters.</param>
    /// <exception cref="ArgumentException">There is none; the message lists those whose code begins alike, or all.</exception>
    public static ILintRule Rule(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        if (Rules.FirstOrDefault(rule => rule.Code.Equals(code, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }

        string stem = code.Split('-')[0];
        string[] alike = [.. Rules.Select(rule => rule.Code)];
        string[] near = Array.FindAll(alike, known => known.StartsWith(stem, StringComparison.OrdinalIgnoreCase));
        throw new ArgumentException(
            $"Unknown code '{code}'. Codes: {string.Join(", ", near.Length > 0 ? near : alike)}.");
    }

    /// <summary>Judges a model. Any graph can be judged: what is wrong with it is a finding, not an exception.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="target">The target.</param>
    public static LintReport Judge(OnnxModel model, TargetProfile target)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Judge(new LintGraph(model), target);
    }

    /// <summary>Judges a model that has been taken apart already, which saves time with several targets.</summary>
    /// <param name="graph">The model's graph.</param>
    /// <param name="target">The target.</param>
    public static LintReport Judge(LintGraph graph, TargetProfile target)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(target);
        IEnumerable<LintFinding> findings = Rules
            .Where(rule => rule.AppliesTo(target))
            .SelectMany(rule => rule.Judge(graph, target));
        return new LintReport(
            target,
            [.. findings.OrderBy(finding => finding.Severity).ThenBy(finding => finding.Code, StringComparer.Ordinal)]);
    }
}
