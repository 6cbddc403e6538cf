using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting;

/// <summary>One rule that a model can break, with a code that stays.</summary>
public interface ILintRule
{
    /// <summary>The code, such as <c>TRT-Q03</c>.</summary>
    string Code { get; }

    /// <summary>How bad it is to break the rule; single findings may be milder.</summary>
    LintSeverity Severity { get; }

    /// <summary>The rule in words.</summary>
    LintRuleText Text { get; }

    /// <summary>Whether the rule means anything for a target.</summary>
    /// <param name="target">The target.</param>
    bool AppliesTo(TargetProfile target);

    /// <summary>Looks for places where a graph breaks the rule. Never throws for what a graph holds: what cannot be judged
    /// gives no finding.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="target">A target that the rule applies to.</param>
    IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target);
}
