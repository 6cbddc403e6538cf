using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>Scales are greater than 0.</summary>
internal sealed class ScalePositiveRule() : LintRule(
    "TRT-Q06",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A scale of 0 or less",
        Why: "The parser asserts a positive scale for every channel; all-zero channels give 0.",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA",
        Advice: "Clamp the scale of dead channels to a floor such as 2^-24.",
        Example: "breaks it: scales [0.01, 0]; keeps it: scales [0.01, 5.96e-8]"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.All)
        {
            double[] scales = graph.Reals(node.In(1)) ?? [];
            if (Array.FindIndex(scales, scale => scale <= 0) is >= 0 and int channel)
            {
                yield return Finding(node, $"has the scale {scales[channel]} for channel {channel} of {scales.Length}.");
            }
        }
    }
}
