using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>Scales have an element type that the parser reads.</summary>
internal sealed class ScaleTypeRule() : LintRule(
    "TRT-Q07",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A scale of an element type that the parser does not read",
        Why: "TensorRT 8 reads scales as FP32, whatever they are.",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA",
        Advice: "Store the scale as float32.",
        Example: "breaks it: a float16 scale for JetPack 6; keeps it: a float32 scale"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Edges.All
            .Where(node => graph.Type(node.In(1)) is not GraphElementType.Undefined and var type
                && !target.Quantization.ScaleTypes.Contains(type))
            .Select(node => Finding(
                node,
                $"has a scale of {ElementTypeNames.Of(graph.Type(node.In(1)))}; "
                + $"the target takes {ElementTypeNames.Of(target.Quantization.ScaleTypes)}."));
}
