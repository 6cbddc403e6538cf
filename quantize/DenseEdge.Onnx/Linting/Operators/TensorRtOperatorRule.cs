using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>TensorRT's parser must know the operator.</summary>
internal sealed class TensorRtOperatorRule() : LintRule(
    "TRT-O01",
    LintSeverity.Error,
    new LintRuleText(
        Title: "TensorRT's parser does not know the operator",
        Why: "The parser stops with \"No importer registered for op\".",
        Source: "onnx/onnx-tensorrt docs/operators.md, operator support matrix of the profile's version",
        Advice: "Write it with operators that the target has; the profile lists them.",
        Example: "breaks it: LayerNormalization for JetPack 5; keeps it: ReduceMean, Sub, Pow, ReduceMean, Sqrt, Div, Mul,"
            + " Add"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.IsStandard() && !target.HasOperator(node.OpType))
            .Select(node => Finding(node, $"TensorRT {target.EngineVersion} has no {node.OpType}."));
}
