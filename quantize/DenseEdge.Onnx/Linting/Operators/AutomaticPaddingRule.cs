using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Operators;

/// <summary>Padding is written out.</summary>
internal sealed class AutomaticPaddingRule() : LintRule(
    "TRT-O06",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Padding is left to the engine",
        Why: "auto_pad depends on the input size, and engines have disagreed about the odd pixel.",
        Source: "ONNX, Conv (auto_pad is deprecated); ONNX Runtime and TensorRT issues on SAME_UPPER",
        Advice: "Write pads out.",
        Example: "breaks it: Conv(auto_pad = SAME_UPPER); keeps it: Conv(pads = [0, 0, 1, 1])"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool")
                && node.Text("auto_pad", "NOTSET") is not ("NOTSET" or "VALID" or ""))
            .Select(node => Finding(node, $"has auto_pad {node.Text("auto_pad", "")}."));
}
