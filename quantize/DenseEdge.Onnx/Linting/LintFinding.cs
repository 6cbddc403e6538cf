namespace DenseEdge.Onnx.Linting;

/// <summary>One thing about a model that a target does not like.</summary>
/// <param name="Code">The code of the rule, such as <c>TRT-Q03</c>; it never changes its meaning.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Node">Name of the node, value or entry that it is about; <c>model</c> for the whole file.</param>
/// <param name="Reason">What was found, with the numbers.</param>
/// <param name="Advice">What to do.</param>
public sealed record LintFinding(string Code, LintSeverity Severity, string Node, string Reason, string Advice)
{
    /// <summary>Gets the one line that reports show.</summary>
    public override string ToString()
        => $"{Severity.ToString().ToLowerInvariant()} {Code} {Node}: {Reason} {Advice}";
}
