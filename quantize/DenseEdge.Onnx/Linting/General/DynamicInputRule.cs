using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>Inputs have fixed sizes.</summary>
internal sealed class DynamicInputRule() : LintRule(
    "GEN-09",
    LintSeverity.Error,
    new LintRuleText(
        Title: "An input has an open size",
        Why: "TensorRT needs an optimisation profile for it and builds a slower engine; DirectML loses constant "
            + "folding, weight pre-processing and layout optimisation.",
        Source: "TensorRT developer guide, dynamic shapes; onnxruntime.ai, DirectML execution provider",
        Advice: "Export with fixed sizes and batch 1.",
        Example: "breaks it: image [batch, 3, H, W]; keeps it: image [1, 3, 480, 640]"))
{
    public override bool AppliesTo(TargetProfile target) => target.StaticShapes;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (ValueInfoProto input in graph.Inputs.Where(input => !LintGraph.IsStatic(input)))
        {
            yield return Finding($"input '{input.Name}'", $"has the shape {LintGraph.Shape(input)}.");
        }
    }
}
