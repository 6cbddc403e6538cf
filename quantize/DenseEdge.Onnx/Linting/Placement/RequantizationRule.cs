using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>One tensor has one Q/DQ pair.</summary>
internal sealed class RequantizationRule() : LintRule(
    "TRT-P11",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A tensor is quantised more than once",
        Why: "Each pair is a pass of its own, and two scales on one edge are a requantisation.",
        Source: "NVIDIA Model-Optimizer onnx/quantization/ort_utils.py (DedicatedQDQPair=False)",
        Advice: "Let all readers share one pair.",
        Example: "breaks it: two quantisers that read x; keeps it: one, whose dequantiser both readers read"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (IGrouping<string, NodeProto> group in graph.Edges.Quantizers.GroupBy(node => node.In(0)))
        {
            if (group.Skip(1).FirstOrDefault() is { } second)
            {
                yield return Finding(second, $"quantises '{group.Key}', which {group.Count() - 1} more do.");
            }
        }

        foreach (NodeProto node in graph.Edges.Quantizers.Where(node => graph.Edges.IsDequantized(node.In(0))))
        {
            yield return Finding(node, "quantises again what a dequantiser gives.");
        }
    }
}
