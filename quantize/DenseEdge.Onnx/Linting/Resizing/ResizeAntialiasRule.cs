using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>Resize does not smooth.</summary>
internal sealed class ResizeAntialiasRule() : LintRule(
    "TRT-R05",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Resize asks for anti-aliasing",
        Why: "The parser does not take antialias = 1.",
        Source: "onnx-tensorrt importer source 8.6-GA; onnx/onnx-tensorrt docs/operators.md, Resize",
        Advice: "Downsample with an AveragePool or a strided convolution.",
        Example: "breaks it: Resize(antialias = 1); keeps it: Resize(antialias = 0)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Resize is not null;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Resize") && node.Integer("antialias", 0) != 0 && !target.Resize!.Antialias)
            .Select(node => Finding(node, "has antialias 1."));
}
