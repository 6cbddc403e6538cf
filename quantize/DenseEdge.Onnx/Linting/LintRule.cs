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

    /// <summary>Begins a reason that is about one thing and others like it.</summary>
    /// <param name="others">How many others there are.</param>
    /// <param name="what">What they are, such as <c>convolutions have</c>.</param>
    /// <param name="alone">What to say of a single one, such as <c>has</c>.</param>
    protected static string AndOthers(int others, string what, string alone) => others == 0 ? alone : $"and {others} more {what}";

    protected LintFinding Finding(NodeProto node, string reason, LintSeverity? other = null)
        => Finding(LintGraph.Label(node), reason, other);

    protected LintFinding Finding(string place, string reason, LintSeverity? other = null)
        => new(code, other ?? severity, place, reason, text.Advice);
}
