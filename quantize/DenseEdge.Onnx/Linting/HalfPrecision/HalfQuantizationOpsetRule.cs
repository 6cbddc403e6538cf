using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.HalfPrecision;

/// <summary>Q/DQ of FP16 needs opset 19.</summary>
internal sealed class HalfQuantizationOpsetRule() : LintRule(
    "F16-07",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Q/DQ of FP16 below opset 19",
        Why: "QuantizeLinear of opset 10 to 18 takes FP32 only: the model is not valid and the checker refuses it.",
        Source: "ONNX, QuantizeLinear 13 and 19",
        Advice: "Export with opset 19, or put a Cast to FP32 before the quantiser and a Cast back behind the dequantiser.",
        Example: "breaks it: QuantizeLinear(float16 x) with opset 17; keeps it: the same with opset 19"))
{
    private const int FirstHalfOpset = 19;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Opset >= FirstHalfOpset
            ? []
            : graph.Edges.All
                .Where(node => graph.Type(node.In(1)) == GraphElementType.Float16
                    || (QuantizationEdges.IsQuantizer(node) && graph.Type(node.In(0)) == GraphElementType.Float16))
                .Select(node => Finding(node, $"works on FP16 with opset {graph.Opset}."));
}
