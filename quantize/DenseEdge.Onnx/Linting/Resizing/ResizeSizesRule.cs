using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Resizing;

/// <summary>The sizes of a Resize are stored.</summary>
internal sealed class ResizeSizesRule() : LintRule(
    "TRT-R04",
    LintSeverity.Error,
    new LintRuleText(
        Title: "The sizes or scales of a Resize are computed",
        Why: "The size of the result must be known when the engine is built.",
        Source: "onnx-tensorrt importer source 8.6-GA; onnx/onnx-tensorrt docs/operators.md, Resize",
        Advice: "Fold them into an initialiser: float32 scales or int64 sizes.",
        Example: "breaks it: Resize(x, sizes = Concat(Shape(y), ...)); keeps it: Resize(x, sizes = [1, 8, 60, 80])"))
{
    public override bool AppliesTo(TargetProfile target) => target.Resize is not null;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Resize")))
        {
            string scales = graph.Opset == 10 ? node.In(1) : node.In(2), sizes = node.In(3);
            string read = sizes.Length > 0 ? sizes : scales;
            if (read.Length > 0 && graph.Exists(read) && graph.Constant(read) is null)
            {
                yield return Finding(node, $"reads '{read}', which is no initialiser.");
            }
        }
    }
}
