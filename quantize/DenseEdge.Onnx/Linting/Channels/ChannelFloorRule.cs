using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Channels;

/// <summary>Convolutions have at least 16 channels.</summary>
internal sealed class ChannelFloorRule() : LintRule(
    "CH-02",
    LintSeverity.Info,
    new LintRuleText(
        Title: "Fewer than 16 channels",
        Why: "Such convolutions leave most of a tensor core idle, and in INT8 they are slower than in FP16.",
        Source: "NVIDIA Model-Optimizer onnx/quantization/graph_utils.py find_nodes_from_convs_to_exclude",
        Advice: "Choose at least 16 channels inside the network; inputs and outputs of the model are not meant.",
        Example: "breaks it: a squeeze to 8 channels; keeps it: a squeeze to 16"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.TensorRt;

    internal const int Fewest = 16;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => ChannelCounts.Of(graph)
            .Where(width => width.Channels < Fewest)
            .Select(width => Finding(
                width.First, $"{AndOthers(width.Others, "convolutions have", "has")} {width.Channels} channels."));
}
