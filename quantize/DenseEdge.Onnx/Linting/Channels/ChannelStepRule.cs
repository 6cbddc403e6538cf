using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.Channels;

/// <summary>Channels come in multiples of 8.</summary>
internal sealed class ChannelStepRule() : LintRule(
    "CH-01",
    LintSeverity.Info,
    new LintRuleText(
        Title: "Channels that are no multiple of 8",
        Why: "Tensor cores and vectorised layouts work on 8 channels (32 in INT8): others are padded, and the padding "
            + "is computed too. Widths are the trainer's choice.",
        Source: "NVIDIA Model-Optimizer onnx/quantization/graph_utils.py; TensorRT documentation, tensor core alignment",
        Advice: "Choose widths in multiples of 8 when the network is trained; multiples of 32 suit INT8 best.",
        Example: "breaks it: HRNet-W18 with 18, 36, 72, 144 channels; keeps it: 16, 32, 64, 128"))
{
    public override bool AppliesTo(TargetProfile target) => target.Engine == TargetEngine.TensorRt;

    private const int Step = 8;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => ChannelCounts.Of(graph)
            .Where(width => width.Channels >= ChannelFloorRule.Fewest && width.Channels % Step != 0)
            .Select(width => Finding(
                width.First,
                $"{AndOthers(width.Others, "convolutions have", "has")} {width.Channels} channels, "
                + $"padded to {(width.Channels + Step - 1) / Step * Step}."));
}
