using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.CpuEngine;

/// <summary>Behind a ReLU the zero point is the lowest code.</summary>
internal sealed class ReluZeroPointRule() : LintRule(
    "CPU-Q01",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "A zero point behind a ReLU that is not the lowest code",
        Why: "The engine absorbs the ReLU into the quantiser only then; otherwise the convolution falls back to FP32: "
            + "ten convolutions of 64 channels took 78 ms in place of 14 ms (50 ms in FP32).",
        Source: "measured with ONNX Runtime 1.29, one thread of a Zen 5 (AVX-512 VNNI); other machines differ",
        Advice: "Use int8 with zero point -128, or uint8 with zero point 0.",
        Example: "breaks it: QuantizeLinear(Relu(x), scale, int8 0); keeps it: QuantizeLinear(Relu(x), scale, int8 -128)"))
{
    public override bool AppliesTo(TargetProfile target) => target.Quantization.Rules == QuantizationRuleSet.Cpu;

    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (NodeProto node in graph.Edges.Quantizers.Where(node => IsRectified(graph, node.In(0))))
        {
            long? lowest = graph.Edges.CodeType(node) switch
            {
                GraphElementType.Int8 => sbyte.MinValue,
                GraphElementType.UInt8 => byte.MinValue,
                _ => null,
            };
            if (lowest is not null && graph.Edges.ZeroPoint(node) is { } zero && zero != lowest)
            {
                yield return Finding(node, $"has the zero point {zero} behind a ReLU; the lowest code is {lowest}.");
            }
        }
    }

    private static bool IsRectified(LintGraph graph, string value)
        => graph.Producer(value) is { } node
            && (node.Is("Relu") || (node.Is("Clip") && graph.Reals(node.In(1)) is [0]));
}
