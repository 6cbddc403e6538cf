using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>Every value has a shape that is known before the model runs.</summary>
internal sealed class UnknownShapeRule() : LintRule(
    "GEN-10",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "The shape of a value is not known before the model runs",
        Why: "It depends on data, or the operator is one whose shapes this program does not follow. In the first case "
            + "TensorRT cannot plan memory for it.",
        Source: "TensorRT developer guide, data-dependent shapes",
        Advice: "Fold what computes shapes into constants, or replace the operator.",
        Example: "breaks it: Reshape(x, shape) with a computed shape; keeps it: Reshape(x, [1, 8, -1])"))
{
    public override bool AppliesTo(TargetProfile target) => target.StaticShapes;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        if (!graph.ShapesAreFollowed)
        {
            if (target.Opset.Contains(graph.Opset))
            {
                yield return Finding(
                    WholeModel,
                    $"opset {graph.Opset}, or an element type, is not followed here: only stated shapes are judged.",
                    LintSeverity.Info);
            }

            yield break;
        }

        if (graph.Contradiction is not null)
        {
            yield break;
        }

        foreach (NodeProto node in graph.Nodes.Where(node => IsFirstUnknown(graph, node, target)))
        {
            yield return Finding(node, $"makes '{node.Out()}', whose shape cannot be worked out.");
        }
    }

    private static bool IsFirstUnknown(LintGraph graph, NodeProto node, TargetProfile target)
        => node.IsStandard() && target.HasOperator(node.OpType)
            && node.Input.All(input => input.Length == 0 || graph.Info(input) is not null)
            && node.Output.Any(output => output.Length > 0 && graph.Info(output) is null);
}
