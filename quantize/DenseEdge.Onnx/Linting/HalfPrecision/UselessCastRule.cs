using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.HalfPrecision;

/// <summary>Casts stay at the borders.</summary>
internal sealed class UselessCastRule() : LintRule(
    "F16-08",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A cast there and back",
        Why: "The pair costs two passes through memory and changes nothing but the last digits.",
        Source: "NVIDIA Model-Optimizer AutoCast, sanitising",
        Advice: "Read the value before the first cast.",
        Example: "breaks it: Cast(Cast(x, float32), float16) of a float16 x; keeps it: x"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Cast") && graph.Producer(node.In(0)) is { } before && before.Is("Cast")
                && TensorData.IsFloating(graph.Type(node.In(0)))
                && graph.Type(before.In(0)) != GraphElementType.Undefined && graph.Type(before.In(0)) == graph.Type(node.Out()))
            .Select(node => Finding(node, $"turns back what {LintGraph.Label(graph.Producer(node.In(0))!)} did."));
}
