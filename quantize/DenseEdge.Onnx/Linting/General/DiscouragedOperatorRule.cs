using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>Operators that a target reads but runs badly.</summary>
internal sealed class DiscouragedOperatorRule() : LintRule(
    "GEN-17",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "An operator that should not be in a model for this target",
        Why: "The target's profile names the reason for each operator.",
        Source: "the target's profile: quantize/DenseEdge.Onnx/targets",
        Advice: "Replace it.",
        Example: "breaks it: Einsum('bij,bjk->bik', a, b); keeps it: MatMul(a, b)"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.IsStandard()))
        {
            if (target.DiscouragedOperators.FirstOrDefault(entry => entry.Operator == node.OpType) is { } entry)
            {
                yield return Finding(node, $"{entry.Reason}.");
            }
        }
    }
}
