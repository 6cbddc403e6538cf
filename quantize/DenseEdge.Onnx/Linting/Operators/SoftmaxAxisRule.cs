using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>Softmax says its axis.</summary>
internal sealed class SoftmaxAxisRule() : LintRule(
    "TRT-O08",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Softmax does not say its axis",
        Why: "Before opset 13 the default is axis 1 with all later dimensions flattened, from 13 on the last: "
            + "converters have mixed them up.",
        Source: "ONNX, Softmax 11 and 13",
        Advice: "Write the axis.",
        Example: "breaks it: Softmax(x); keeps it: Softmax(x, axis = 1)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Softmax", "LogSoftmax") && !node.Has("axis"))
            .Select(node => Finding(node, $"takes the default axis of opset {graph.Opset}."));
}
