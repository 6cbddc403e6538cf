using System.Globalization;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Float16.Rules;

namespace DenseEdge.Quantization.Float16;

/// <summary>
/// Converts a 32-bit graph to FP16, with FP32 islands where FP16 is unsafe. Inputs and outputs keep their names and types;
/// casts stand only at the borders of islands, never around Resize.
/// </summary>
/// <remarks>
/// <para>A graph whose input or output shall be FP16 is given one before: a Cast at the border becomes empty here and
/// disappears.</para>
/// <para>QuantizeLinear and DequantizeLinear take FP16 from opset 19 on; in older graphs they stay in FP32. Raise the opset first
/// with <see cref="Opsets.OpsetUpgrade"/>.</para>
/// <para>The limit on activations is that of NVIDIA's AutoCast (Model Optimizer 0.40, data_max). What AutoCast leaves to
/// measured ranges, the long softmaxes and sums of attention over all positions, is found here from the graph alone.</para>
/// </remarks>
public static class HalfPrecision
{
    // Older operator sets lack FP16 for several operators, and their softmax means another thing.
    private const int OldestOpset = 13;

    // The order matters: later rules build on what earlier ones keep.
    private static readonly IIslandRule[] Rules =
    [
        new OperatorRule(), new ConstantRule(), new RangeRule(), new NormalizationRule(), new ExponentialRule(),
        new LongSoftmaxRule(), new LongSumRule(), new DenominatorRule(), new AnswerRule(),
    ];

    /// <summary>Converts a graph in place.</summary>
    /// <param name="graph">The graph; its shapes must be known.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>What was converted and what stayed in FP32, with the reasons.</returns>
    /// <exception cref="InvalidDataException">The opset is older than 13, a shape is not known, or a weight is NaN; the message
    /// names the place.</exception>
    /// <exception cref="ArgumentException">Options are out of range; the message lists every fault.</exception>
    public static HalfReport Convert(OnnxGraph graph, HalfOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        HalfOptions valid = (options ?? new HalfOptions()).Validated();
        if (graph.Opset < OldestOpset)
        {
            throw new InvalidDataException(
                $"Expected opset {OldestOpset} or newer for FP16, found {graph.Opset}. Export the model again with opset 17.");
        }

        Float32Islands islands = new(new FloatGraph(graph), valid);
        Array.ForEach(Rules, rule => rule.Apply(islands));
        IReadOnlyList<Float32Island> described = islands.Describe();
        PrecisionPlan plan = PrecisionPlan.Of(islands);
        int float32Nodes = islands.Nodes.Count - plan.HalfNodes;
        HalfRewriter rewriter = new(islands.View, plan, valid);
        rewriter.Run();
        return new HalfReport
        {
            Islands = described,
            HalfNodes = plan.HalfNodes,
            Float32Nodes = float32Nodes,
            Casts = graph.Nodes.Count(node => IsPrecisionCast(node, graph)),
            HalfElements = rewriter.HalfElements,
            WeakElements = rewriter.WeakElements,
            Warnings = [.. Warnings(described, rewriter, valid)],
        };
    }

    private static bool IsPrecisionCast(NodeProto node, OnnxGraph graph)
    {
        if (node.OpType != "Cast")
        {
            return false;
        }

        (GraphElementType from, GraphElementType to) =
            (graph.Info(node.Input[0]).ElementType, graph.Info(node.Output[0]).ElementType);
        return (from, to) is (GraphElementType.Float16, GraphElementType.Float32)
            or (GraphElementType.Float32, GraphElementType.Float16);
    }

    private static IEnumerable<string> Warnings(
        IReadOnlyList<Float32Island> islands, HalfRewriter rewriter, HalfOptions options)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        foreach (Float32Island island in islands.Where(island => island.Rule is IslandRule.Constant or IslandRule.Range))
        {
            yield return $"{string.Join(", ", island.Nodes)}: {island.Reason}; kept in FP32.";
        }

        if (rewriter.WeakElements > 0)
        {
            yield return string.Create(
                culture,
                $"{rewriter.WeakElements} of {rewriter.HalfElements} weights lie below 6.1e-5 and keep fewer than "
                + $"11 binary digits.");
        }

        if (options.Magnitudes.Count == 0)
        {
            yield return "No calibrated ranges were given: activations above FP16's range would not be noticed.";
        }
    }
}
