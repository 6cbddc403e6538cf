using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.DirectMl;

/// <summary>Indices are narrowed to 32 bits.</summary>
internal sealed class DirectMlWideIndexRule() : LintRule(
    "DML-S03",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "64-bit indices on the hot path",
        Why: "DirectML emulates 64-bit integers with two 32-bit halves and strided copies.",
        Source: "DirectML documentation, 64-bit data types; quantise guide of the profile",
        Advice: "Put Cast(int32) behind ArgMax.",
        Example: "breaks it: labels = ArgMax(logits); keeps it: labels = Cast(ArgMax(logits), int32)"))
{
    public override bool AppliesTo(TargetProfile target) => target.WideIntegers == WideIntegerSupport.Slow;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("ArgMax", "ArgMin") && (graph.IsOutput(node.Out())
                || graph.Consumers(node.Out()).Any(reader => !IsNarrowing(reader))))
            .Select(node => Finding(node, "gives 64-bit indices that are used as they are."));

    private static bool IsNarrowing(NodeProto node)
        => node.Is("Cast") && node.Integer("to", 0) != (long)GraphElementType.Int64;
}
