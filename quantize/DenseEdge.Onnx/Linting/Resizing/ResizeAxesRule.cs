using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>Resize names all axes in order, and changes rows and columns only.</summary>
internal sealed class ResizeAxesRule() : LintRule(
    "TRT-R07",
    LintSeverity.Error,
    new LintRuleText(
        Title: "Resize changes dimensions that the target cannot change",
        Why: "Axes other than 0, 1, 2, ... are not taken, and linear interpolation works on the last three dimensions "
            + "only.",
        Source: "onnx-tensorrt importer source 8.6-GA; onnx/onnx-tensorrt docs/operators.md, Resize",
        Advice: "Transpose so that rows and columns come last.",
        Example: "breaks it: Resize of [1, H, W, 3] that changes H and W by linear interpolation over a batch; keeps it: "
            + "Resize of [1, 3, H, W]"))
{
    public override bool AppliesTo(TargetProfile target) => target.Resize is not null;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Resize")))
        {
            IReadOnlyList<long> axes = node.Integers("axes");
            if (axes.Where((axis, i) => axis != i).Any())
            {
                yield return Finding(node, $"names the axes {string.Join(", ", axes)}.");
            }
            else if (ChangesOuterDimensions(graph, node, target.Resize!.LinearDimensions))
            {
                yield return Finding(
                    node, $"interpolates linearly along a dimension before the last {target.Resize.LinearDimensions}.");
            }
        }
    }

    private static bool ChangesOuterDimensions(LintGraph graph, NodeProto node, int inner)
        => node.Text("mode", "nearest") == "linear"
            && graph.Info(node.In(0)) is { } before && graph.Info(node.Out()) is { } after && before.Rank == after.Rank
            && before.Dims.Zip(after.Dims).Take(before.Rank - inner).Any(pair => pair.First != pair.Second);
}
