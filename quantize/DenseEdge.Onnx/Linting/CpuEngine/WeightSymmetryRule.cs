using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.CpuEngine;

/// <summary>Weights are symmetric signed bytes.</summary>
internal sealed class WeightSymmetryRule() : LintRule(
    "CPU-Q05",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Weights with a zero point, or unsigned weights",
        Why: "Kernels for symmetric int8 weights are the fast ones; others need a correction for every output pixel.",
        Source: "microsoft/onnxruntime, MLAS quantised kernels",
        Advice: "Quantise weights to int8 with zero point 0, one scale for each output channel.",
        Example: "breaks it: uint8 weights with zero point 128; keeps it: int8 weights with zero point 0"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Cpu;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(WeightedNodes.IsWeighted))
        {
            if (graph.Edges.Dequantizer(node.In(1)) is { } weight && graph.Edges.IsStored(weight)
                && (graph.Edges.CodeType(weight) != GraphElementType.Int8
                    || graph.Integers(weight.In(2))?.Any(zero => zero != 0) == true))
            {
                yield return Finding(weight, "has unsigned codes or a zero point other than 0.");
            }
        }
    }
}
