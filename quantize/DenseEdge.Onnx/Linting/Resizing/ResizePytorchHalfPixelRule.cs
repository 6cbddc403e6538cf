using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>half_pixel instead of pytorch_half_pixel.</summary>
internal sealed class ResizePytorchHalfPixelRule() : LintRule(
    "TRT-R08",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "pytorch_half_pixel where half_pixel says the same",
        Why: "The two differ for results of one pixel only; the rarer one has been read differently by engines.",
        Source: "ONNX, Resize; TensorRT issue 273, onnx-tensorrt issues 457 and 732",
        Advice: "Write half_pixel.",
        Example: "breaks it: pytorch_half_pixel to [1, 8, 60, 80]; keeps it: half_pixel"))
{
    public override bool AppliesTo(TargetProfile target) => target.Resize is not null;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Resize")
                && node.Text("coordinate_transformation_mode", "half_pixel") == "pytorch_half_pixel"
                && graph.Info(node.Out()) is { Rank: > 2 } after && after.Dims.Skip(2).All(size => size > 1))
            .Select(node => Finding(node, "has results of more than one pixel."));
}
