using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>A quantised model has a flavour that the target builds well.</summary>
internal sealed class FlavourRule() : LintRule(
    "TRT-Q15",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Q/DQ in a graph of another floating type than the target wants",
        Why: "Weakly typed builds want FP32 around Q/DQ and pick FP16 themselves; strongly typed ones run FP32 as "
            + "FP32, at half the speed of FP16.",
        Source: "NVIDIA/TensorRT strong-typing migration guide",
        Advice: "Export the flavour that the profile lists: int8-weak up to TensorRT 10.11, int8-strong from 10.12 on.",
        Example: "breaks it: an FP32 graph with Q/DQ for TensorRT 11; keeps it: an FP16 graph with Q/DQ and opset 19"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        if (graph.Edges.Quantizers.Count == 0)
        {
            yield break;
        }

        GraphElementType type = graph.Edges.Quantizers.Any(node => graph.Type(node.In(0)) == GraphElementType.Float16)
            ? GraphElementType.Float16
            : GraphElementType.Float32;
        PrecisionFlavour[] wanted = [.. target.Precisions.Where(flavour => flavour.IsQuantized)];
        if (!Array.Exists(wanted, flavour => flavour.GraphType == type))
        {
            yield return Finding(
                WholeModel,
                $"has Q/DQ in a graph of {ElementTypeNames.Of(type)}; {target.Name} builds "
                + $"{string.Join(", ", wanted.Select(flavour => flavour.Name))}.");
        }
    }
}
