using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>A bias is not quantised.</summary>
internal sealed class QuantizedBiasRule() : LintRule(
    "TRT-Q13",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A bias behind a dequantiser",
        Why: "TensorRT adds biases in floating point; an INT32 bias, as ONNX Runtime's tools write it, is refused "
            + "(placement rule P4).",
        Source: "NVIDIA Model-Optimizer ort_utils.py (QuantizeBias=False); TensorRT issues on INT32 DequantizeLinear",
        Advice: "Store the bias as float32 or float16.",
        Example: "breaks it: Conv(x, w, DQ(int32 bias)); keeps it: Conv(x, w, float32 bias)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Conv", "ConvTranspose", "Gemm") && graph.Edges.IsDequantized(node.In(2)))
            .Select(node => Finding(node, $"reads the bias through {LintGraph.Label(graph.Edges.Dequantizer(node.In(2))!)}."));
}
