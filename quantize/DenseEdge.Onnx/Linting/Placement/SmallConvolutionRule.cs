using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Placement;

/// <summary>Small convolutions stay in floating point.</summary>
internal sealed class SmallConvolutionRule() : LintRule(
    "TRT-P08",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A quantised convolution that is too small for INT8",
        Why: "With fewer than 16 channels INT8 kernels are mostly padding; convolutions with computed weights have no "
            + "INT8 kernel at all.",
        Source: "NVIDIA Model-Optimizer onnx/quantization/graph_utils.py find_nodes_from_convs_to_exclude",
        Advice: "Leave it in FP16, or choose channels in multiples of 8 from 16 on.",
        Example: "breaks it: INT8 Conv 12 -> 12; keeps it: the same in FP16, or INT8 Conv 16 -> 16"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.TensorRt;

    private const int FewestChannels = 16;
    private const int ChannelStep = 8;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Nodes.Where(node => node.Is("Conv") && graph.Edges.IsQuantized(node)))
        {
            if (!graph.Edges.IsStored(graph.Edges.Dequantizer(node.In(1))!))
            {
                yield return Finding(node, "is quantised and has computed weights.");
            }
            else if (graph.Info(node.In(1)) is { Rank: 4 } weight && IsTooSmall(graph, node, weight.Dims))
            {
                long group = node.Integer("group", 1);
                yield return Finding(
                    node,
                    $"is quantised with {weight.Dims[1] * group} -> {weight.Dims[0]} channels, "
                    + $"{group} groups, kernel {weight.Dims[2]}x{weight.Dims[3]}.");
            }
        }
    }

    private static bool IsTooSmall(LintGraph graph, NodeProto node, IReadOnlyList<int> weight)
    {
        long group = node.Integer("group", 1), before = weight[1] * group, behind = weight[0];
        if (before >= FewestChannels && behind >= FewestChannels)
        {
            return false;
        }

        return group > 1
            ? behind % ChannelStep != 0 || weight[2] < 3
            : (before % ChannelStep != 0 && behind % ChannelStep != 0)
                || (!graph.Weighted.First.Contains(node) && before < FewestChannels && behind < FewestChannels)
                || weight[2] != weight[3];
    }
}
