using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>Resize has an aspect policy that the target takes.</summary>
internal sealed class ResizeAspectRule() : ResizeWordRule(
    "TRT-R06",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Resize has an aspect policy that the parser does not take",
        Why: "The parser asserts on 'keep_aspect_ratio_policy'.",
        Source: "onnx-tensorrt importer source 8.6-GA; onnx/onnx-tensorrt docs/operators.md, Resize",
        Advice: "Give the sizes that the policy would lead to.",
        Example: "breaks it: keep_aspect_ratio_policy = not_larger; keeps it: stretch"))
{
    protected override string Attribute => "keep_aspect_ratio_policy";

    protected override string Default => "stretch";

    protected override IReadOnlyList<string> Accepted(ResizeSupport support) => support.AspectPolicies;
}
