using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.HalfPrecision;

/// <summary>Resize stays in FP16.</summary>
internal sealed class ResizeIslandRule() : LintRule(
    "F16-03",
    LintSeverity.Warning,
    new LintRuleText(
        Title: "Casts around a Resize in an FP16 graph",
        Why: "TensorRT, DirectML and CUDA resize FP16 themselves; the casts move every feature map through memory "
            + "twice more. Converters that keep Resize in FP32 leave such islands in every decoder.",
        Source: "onnxconverter-common float16 block list; NVIDIA Model-Optimizer AutoCast",
        Advice: "Resize in FP16: only the scales input has to stay FP32.",
        Example: "breaks it: Cast(Resize(Cast(x, float32)), float16); keeps it: Resize(x)"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
        => graph.Nodes
            .Where(node => node.Is("Resize", "Upsample") && IsWidened(graph, node.In(0))
                && graph.Consumers(node.Out()).Any(
                    reader => reader.Is("Cast") && graph.Type(reader.Out()) == GraphElementType.Float16))
            .Select(node => Finding(node, "is FP32 between two casts from and to FP16."));

    private static bool IsWidened(LintGraph graph, string value)
        => graph.Producer(value) is { } cast && cast.Is("Cast") && graph.Type(cast.In(0)) == GraphElementType.Float16
            && graph.Type(value) == GraphElementType.Float32;
}
