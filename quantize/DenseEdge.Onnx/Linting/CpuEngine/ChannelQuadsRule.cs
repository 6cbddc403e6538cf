using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.CpuEngine;

/// <summary>INT8 convolutions have channels in multiples of 4.</summary>
internal sealed class ChannelQuadsRule() : LintRule(
    "CPU-Q03",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "An INT8 convolution whose channels are no multiple of 4",
        Why: "INT8 kernels work on four channels at once: ten convolutions of 18 channels took 5.3 ms, of 20 channels "
            + "3.2 ms; 67 took 26.6 ms and 68 18.9 ms.",
        Source: "measured with ONNX Runtime 1.29, one thread of a Zen 5 (AVX-512 VNNI); other machines differ",
        Advice: "Pad the channels with zeros to a multiple of 4, in INT8 models only.",
        Example: "breaks it: INT8 Conv 18 -> 18; keeps it: INT8 Conv 20 -> 20 with two channels of zeros"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Cpu;

    private const int Quad = 4;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Conv") && graph.Edges.IsQuantized(node)))
        {
            if (graph.Info(node.In(1)) is { Rank: 4 } weight)
            {
                long before = weight.Dims[1] * node.Integer("group", 1), behind = weight.Dims[0];
                bool isOdd = (before % Quad != 0 && !graph.Weighted.First.Contains(node))
                    || (behind % Quad != 0 && !graph.Weighted.Heads.Contains(node));
                if (isOdd)
                {
                    yield return Finding(node, $"is quantised with {before} -> {behind} channels.");
                }
            }
        }
    }
}
