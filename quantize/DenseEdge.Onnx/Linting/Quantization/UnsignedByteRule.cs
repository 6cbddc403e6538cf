using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>Codes are signed bytes.</summary>
internal sealed class UnsignedByteRule() : LintRule(
    "TRT-Q03",
    LintSeverity.Error,
    new LintRuleText(
        Title: "UINT8 codes",
        Why: "TensorRT 8 refuses them; 10 reads the bytes as INT8 with a warning, so that the numbers come out wrong. "
            + "A quantiser without a zero point gives UINT8 too.",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA",
        Advice: "Quantise to int8 with zero point 0.",
        Example: "breaks it: QuantizeLinear(x, scale, uint8 0); keeps it: QuantizeLinear(x, scale, int8 0)"))
{
    public override bool AppliesTo(TargetProfile target)
        => target.Quantization is { Rules: QuantizationRuleSet.TensorRt, UnsignedBytes: not UnsignedByteQuantization.Accepted };

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Edges.All
            .Where(node => (node.In(2).Length > 0 || !target.Quantization.ZeroPointRequired)
                && graph.Edges.CodeType(node) == GraphElementType.UInt8)
            .Select(node => Finding(
                node,
                target.Quantization.UnsignedBytes == UnsignedByteQuantization.Misread
                    ? "has codes of uint8, which TensorRT reads as int8."
                    : "has codes of uint8, which TensorRT refuses."));
}
