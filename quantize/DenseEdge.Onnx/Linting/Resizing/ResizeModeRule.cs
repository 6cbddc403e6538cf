using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>Resize has an interpolation that the target takes.</summary>
internal sealed class ResizeModeRule() : ResizeWordRule(
    "TRT-R01",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Resize has an interpolation that the parser does not take",
        Why: "The parser asserts on 'mode'.",
        Source: "onnx-tensorrt importer source 8.6-GA; onnx/onnx-tensorrt docs/operators.md, Resize",
        Advice: "Use linear or nearest.",
        Example: "breaks it: mode = cubic; keeps it: mode = linear"))
{
    protected override string Attribute => "mode";

    protected override string Default => "nearest";

    protected override IReadOnlyList<string> Accepted(ResizeSupport support) => support.Modes;
}
