using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>What the parser reads must be an initialiser.</summary>
internal sealed class ConstantInputRule() : LintRule(
    "TRT-O03",
    LintSeverity.Error,
    new LintRuleText(
        Title: "An input that the parser reads is computed",
        Why: "The parser asserts that it is an initialiser: axes, K of TopK, scales of InstanceNormalization and the "
            + "like.",
        Source: "onnx/onnx-tensorrt docs/operators.md, column of restrictions",
        Advice: "Fold what computes it into an initialiser.",
        Example: "breaks it: Squeeze(x, computed axes) for JetPack 6; keeps it: Squeeze(x, axes = [2])"))
{
    public override bool AppliesTo(TargetProfile target) => target.ConstantInputs.Count > 0;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.IsStandard()))
        {
            IReadOnlyList<int> positions = target.ConstantInputs
                .FirstOrDefault(entry => entry.Operator == node.OpType)?.Inputs ?? [];
            foreach (string input in positions.Select(node.In))
            {
                if (input.Length > 0 && graph.Exists(input) && graph.Constant(input) is null)
                {
                    yield return Finding(node, $"reads '{input}', which is no initialiser.");
                }
            }
        }
    }
}
