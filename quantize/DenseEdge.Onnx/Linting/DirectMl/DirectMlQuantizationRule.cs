using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.DirectMl;

/// <summary>No Q/DQ for DirectML.</summary>
internal sealed class DirectMlQuantizationRule() : LintRule(
    "DML-S01",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Q/DQ nodes in a model for DirectML",
        Why: "INT8 paths depend on the driver and have been ten times slower than FP32; QDQ models crashed with ONNX "
            + "Runtime 1.23.",
        Source: "microsoft/DirectML issue 282; microsoft/onnxruntime issue 26882",
        Advice: "Use the FP16 model; if INT8 it must be, set session.disable_quant_qdq=1 and measure on the device.",
        Example: "breaks it: Conv between DequantizeLinear and QuantizeLinear; keeps it: the same Conv in FP16"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Discouraged;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        NodeProto[] plain =
        [
            .. graph.Edges.Quantizers.Where(node => !DirectMlFusionRule.IsBesideFusedOperator(graph, node)),
        ];
        if (plain.Length > 0)
        {
            yield return Finding(plain[0], $"is one of {plain.Length} quantisation nodes.");
        }
    }
}
