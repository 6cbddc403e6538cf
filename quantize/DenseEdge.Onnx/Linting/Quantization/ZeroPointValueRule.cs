using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>The zero point is a stored 0.</summary>
internal sealed class ZeroPointValueRule() : LintRule(
    "TRT-Q02",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A zero point that is not a stored 0",
        Why: "The parser stops with \"TensorRT only supports symmetric quantization\".",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA; TensorRT issues 2774 and "
            + "4698",
        Advice: "Quantise symmetrically: int8, zero point 0, scale = largest magnitude / 127.",
        Example: "breaks it: zero point 17; keeps it: zero point 0"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.All.Where(node => node.In(2).Length > 0 && graph.Exists(node.In(2))))
        {
            if (graph.Constant(node.In(2)) is null)
            {
                yield return Finding(node, $"reads the zero point '{node.In(2)}', which is not stored.");
            }
            else if (graph.Integers(node.In(2))?.FirstOrDefault(zero => zero != 0) is { } zero and not 0)
            {
                yield return Finding(node, $"has the zero point {zero}.");
            }
        }
    }
}
