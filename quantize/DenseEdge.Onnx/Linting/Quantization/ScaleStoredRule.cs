using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Quantization;

/// <summary>Scales are stored.</summary>
internal sealed class ScaleStoredRule() : LintRule(
    "TRT-Q05",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A scale that is computed",
        Why: "The parser does not take scales that are known at run time only.",
        Source: "onnx-tensorrt importer source, QuantDequantLinearHelper, 8.5-GA to 10.1-GA",
        Advice: "Calibrate, and store the scale as an initialiser.",
        Example: "breaks it: DynamicQuantizeLinear, or a scale from ReduceMax; keeps it: a stored float32 scale"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Edges.All
            .Where(node => graph.Exists(node.In(1)) && graph.Constant(node.In(1)) is null)
            .Select(node => Finding(node, $"reads the scale '{node.In(1)}', which is not stored."));
}
