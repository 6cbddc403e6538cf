using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting;

/// <summary>What all rules share: code, severity, text, and the making of findings.</summary>
internal abstract class LintRule(string code, LintSeverity severity, LintRuleText text) : ILintRule
{
    /// <summary>What findings name that are about no single node.</summary>
    protected const string WholeModel = "model";

    public string Code => code;

    public LintSeverity Severity => severity;

    public LintRuleText Text => text;

    public virtual bool AppliesTo(TargetProfile target) => true;

    public abstract IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target);

    protected LintFinding Finding(NodeProto node, string reason, LintSeverity? other = null)
        => Finding(LintGraph.Label(node), reason, other);

    protected LintFinding Finding(string place, string reason, LintSeverity? other = null)
        => new(code, other ?? severity, place, reason, text.Advice);
}
