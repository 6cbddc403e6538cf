using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>Only the first result of pooling and normalisation exists.</summary>
internal sealed class SecondOutputRule() : LintRule(
    "TRT-O04",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A second result that TensorRT does not give",
        Why: "Indices of MaxPool, mean and deviation of LayerNormalization and the mask of Dropout are not computed.",
        Source: "onnx/onnx-tensorrt docs/operators.md: Indices output tensor unsupported; only the first output Y is "
            + "supported",
        Advice: "Compute it from the input, or do without.",
        Example: "breaks it: y, indices = MaxPool(x); keeps it: y = MaxPool(x)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(
            node => node.Is("MaxPool", "LayerNormalization", "BatchNormalization", "Dropout")))
        {
            if (node.Output.Skip(1).FirstOrDefault(graph.IsRead) is { } used)
            {
                yield return Finding(node, $"gives '{used}' besides '{node.Out()}', and something reads it.");
            }
        }
    }
}
