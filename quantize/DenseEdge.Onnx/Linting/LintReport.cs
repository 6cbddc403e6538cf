using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting;

/// <summary>What the linter found in one model for one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Findings">The findings, the worst first, then by code, then as the nodes lie in the file.</param>
public sealed record LintReport(TargetProfile Target, IReadOnlyList<LintFinding> Findings)
{
    /// <summary>Number of findings of one severity.</summary>
    /// <param name="severity">The severity.</param>
    public int Count(LintSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Whether the target takes the model.</summary>
    public bool IsAccepted => Count(LintSeverity.Error) == 0;
}
