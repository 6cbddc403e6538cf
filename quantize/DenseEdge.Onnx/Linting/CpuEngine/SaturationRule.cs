using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.CpuEngine;

/// <summary>Weights of 8 bits can saturate on processors without dot-product instructions.</summary>
internal sealed class SaturationRule() : LintRule(
    "CPU-Q07",
    LintSeverity.Info,
    new LintRuleText(
        Title: "Weight codes beyond 64",
        Why: "On x86 without VNNI the kernels add two products in 16 bits, which saturates: results are wrong where large codes "
            + "meet. With VNNI and on ARM all 8 bits are right.",
        Source: "onnxruntime.ai, quantize ONNX models, data type selection (reduce_range)",
        Advice: "For x86 processors without VNNI quantise weights to 7 bits; or set the session option session.x64quantprecision to "
            + "1, which is exact and slower; otherwise leave them.",
        Example: "breaks it: int8 weights from -127 to 127; keeps it: int8 weights from -63 to 63"))
{
    private const int LargestSafeCode = 64;

    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Cpu;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        NodeProto[] wide =
        [
            .. graph.Nodes.Where(WeightedNodes.IsWeighted)
                .Select(node => graph.Edges.Dequantizer(node.In(1))).OfType<NodeProto>().Distinct()
                .Where(node => graph.Type(node.In(0)) == GraphElementType.Int8
                    && graph.Integers(node.In(0))?.Any(code => Math.Abs(code) > LargestSafeCode) == true),
        ];
        if (wide.Length > 0)
        {
            yield return Finding(
                wide[0], $"{AndOthers(wide.Length - 1, "weights have", "has")} codes beyond {LargestSafeCode}.");
        }
    }
}
