using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>Resize has a rounding that the target takes.</summary>
internal sealed class ResizeNearestRule() : ResizeWordRule(
    "TRT-R03",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Resize has a rounding that the parser does not take",
        Why: "The parser asserts on 'nearest_mode'.",
        Source: "onnx-tensorrt importer source 8.6-GA; onnx/onnx-tensorrt docs/operators.md, Resize",
        Advice: "Use floor or round_prefer_floor.",
        Example: "breaks it: nearest_mode = round; keeps it: nearest_mode = floor"))
{
    protected override string Attribute => "nearest_mode";

    protected override string Default => "round_prefer_floor";

    protected override IReadOnlyList<string> Accepted(ResizeSupport support) => support.NearestModes;

    protected override bool Uses(NodeProto node) => node.Text("mode", "nearest") == "nearest";
}
