using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.CpuEngine;

/// <summary>Every reader of a quantised tensor reads it dequantised.</summary>
internal sealed class MixedReadersRule() : LintRule(
    "CPU-Q02",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A quantised tensor that something reads in floating point",
        Why: "One such reader keeps the convolution that makes the tensor in FP32: a whole network took 271 ms in "
            + "place of 155 ms.",
        Source: "measured with ONNX Runtime 1.29, one thread of a Zen 5 (AVX-512 VNNI); other machines differ",
        Advice: "Let every reader read the dequantised tensor.",
        Example: "breaks it: Q(x) beside Add(x, y); keeps it: Add(DQ(Q(x)), y)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Cpu;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.Quantizers.Where(
            node => !graph.IsFolded(node.In(0)) && !graph.IsInput(node.In(0))))
        {
            NodeProto? other = graph.Consumers(node.In(0)).FirstOrDefault(reader => !QuantizationEdges.IsQuantizer(reader));
            if (other is not null || graph.IsOutput(node.In(0)))
            {
                string reader = other is null ? "an output" : LintGraph.Label(other);
                yield return Finding(node, $"quantises '{node.In(0)}', which {reader} reads in floating point.");
            }
        }
    }
}
