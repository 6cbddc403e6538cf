using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>Weight codes lie within -127 and 127.</summary>
internal sealed class WeightCodeRule() : LintRule(
    "TRT-Q10",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A weight code of -128",
        Why: "Symmetric ranges end at -127: NVIDIA's tools clamp there, and scale = largest magnitude / 127 never "
            + "gives -128.",
        Source: "NVIDIA pytorch-quantization and MQBench TensorRT backend (symmetric_range); TensorRT documentation, "
            + "explicit quantization",
        Advice: "Clamp the codes to [-127, 127].",
        Example: "breaks it: int8 weights with -128; keeps it: -127"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.Dequantizers.Where(node => graph.Type(node.In(0)) == GraphElementType.Int8))
        {
            if (graph.Integers(node.In(0))?.Count(code => code == sbyte.MinValue) is > 0 and int count)
            {
                yield return Finding(node, $"reads {count} codes of -128.");
            }
        }
    }
}
