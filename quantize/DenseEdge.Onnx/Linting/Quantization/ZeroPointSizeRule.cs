using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>There are as many zero points as scales.</summary>
internal sealed class ZeroPointSizeRule() : LintRule(
    "TRT-Q04",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Zero point and scale of different sizes",
        Why: "The parser asserts equal volumes.",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA",
        Advice: "Store one zero for each scale.",
        Example: "breaks it: 8 scales and 1 zero point; keeps it: 8 scales and 8 zeros"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.All.Where(node => node.In(2).Length > 0))
        {
            long? scales = graph.Edges.ScaleCount(node), zeros = graph.Info(node.In(2))?.ElementCount;
            if (scales is not null && zeros is not null && scales != zeros)
            {
                yield return Finding(node, $"has {scales} scales and {zeros} zero points.");
            }
        }
    }
}
