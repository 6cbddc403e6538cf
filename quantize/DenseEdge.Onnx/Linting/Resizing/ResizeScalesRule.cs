using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>Resize is told sizes, not scales.</summary>
internal sealed class ResizeScalesRule() : LintRule(
    "TRT-R09",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Resize is told scales",
        Why: "Size = floor(size x scale) in floating point: one pixel off for odd sizes, and pixel centres follow the "
            + "scale instead of the sizes.",
        Source: "ONNX, Resize; onnxruntime issues 17564 and 11496",
        Advice: "Give it sizes as a stored int64 tensor.",
        Example: "breaks it: scales = [1, 1, 1.8667, 1.8667]; keeps it: sizes = [1, 8, 425, 560]"))
{
    public override bool AppliesTo(TargetProfile target) => target.Resize is not null;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Resize") && node.In(3).Length == 0))
        {
            string scales = graph.Opset == 10 ? node.In(1) : node.In(2);
            if (graph.Reals(scales) is { } factors && factors.Any(factor => factor != Math.Round(factor)))
            {
                yield return Finding(node, $"has the scales {string.Join(", ", factors)}.");
            }
        }
    }
}
