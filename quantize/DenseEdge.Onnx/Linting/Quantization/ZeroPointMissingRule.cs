using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>The zero point is written out where the parser wants it.</summary>
internal sealed class ZeroPointMissingRule() : LintRule(
    "TRT-Q01",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A Q/DQ node without a zero point",
        Why: "The parser of TensorRT 8 asserts three inputs.",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA",
        Advice: "Add an int8 zero point of 0.",
        Example: "breaks it: QuantizeLinear(x, scale); keeps it: QuantizeLinear(x, scale, int8 0)"))
{
    public override bool AppliesTo(TargetProfile target)
        => target.Quantization is { Rules: QuantizationRuleSet.TensorRt, ZeroPointRequired: true };

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Edges.All
            .Where(node => node.In(2).Length == 0)
            .Select(node => Finding(node, $"has no zero point; TensorRT {target.EngineVersion} asserts one."));
}
