using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>Resize has a coordinate mode that the target takes.</summary>
internal sealed class ResizeCoordinatesRule() : ResizeWordRule(
    "TRT-R02",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Resize has a coordinate mode that the parser does not take",
        Why: "The parser asserts on 'coordinate_transformation_mode'.",
        Source: "onnx-tensorrt importer source 8.6-GA; onnx/onnx-tensorrt docs/operators.md, Resize",
        Advice: "Use half_pixel, or align_corners where the training did.",
        Example: "breaks it: tf_crop_and_resize; keeps it: half_pixel"))
{
    protected override string Attribute => "coordinate_transformation_mode";

    protected override string Default => "half_pixel";

    protected override IReadOnlyList<string> Accepted(ResizeSupport support) => support.CoordinateModes;
}
