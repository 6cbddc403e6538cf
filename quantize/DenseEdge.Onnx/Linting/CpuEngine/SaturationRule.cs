using DenseEdge.Onnx.Engines;
using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.CpuEngine;

/// <summary>Weights of 8 bits can saturate on processors without dot-product instructions.</summary>
internal sealed class SaturationRule() : LintRule(
    "CPU-Q07",
    LintSeverity.Info,
    new LintRuleText(
        Title: "Neighbouring weight codes that sum to more than 128",
        Why: "On x86 without VNNI the kernels add the products of two neighbouring codes in 16 bits, which saturates above "
            + "255 · 128: results are wrong where large codes meet. With VNNI and on ARM all codes are right.",
        Source: "onnxruntime.ai, quantize ONNX models, data type selection (reduce_range); the pairs are measured",
        Advice: "For x86 processors without VNNI quantise with --weight-bits 7, which limits such pairs; or set the session option "
            + "session.x64quantprecision to 1, which is exact and slower; otherwise leave them.",
        Example: "breaks it: neighbouring channels with the codes 100 and 90; keeps it: 100 and 28, or 100 and -90"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Cpu;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        NodeProto[] wide = [.. graph.Nodes.Where(node => WeightedNodes.IsWeighted(node) && Saturates(graph, node))];
        if (wide.Length > 0)
        {
            yield return Finding(
                wide[0],
                $"{AndOthers(wide.Length - 1, "nodes have", "has")} neighbouring weight codes that sum to more than "
                + $"{SixteenBitPairs.GreatestSum}.");
        }
    }

    private static bool Saturates(LintGraph graph, NodeProto node)
        => graph.Edges.Dequantizer(node.In(1)) is { } weight && graph.Type(weight.In(0)) == GraphElementType.Int8
            && graph.Integers(weight.In(0)) is { } codes && graph.Info(weight.In(0)) is { } info
            && SixteenBitPairs.GreatestSums(node, info.Dims, Array.ConvertAll(codes, code => (float)code))
                .Any(sum => sum > SixteenBitPairs.GreatestSum);
}
