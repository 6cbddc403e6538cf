using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Comparison;

/// <summary>
/// Finds the tensors that two models have in common, by name. Conversions keep the names of layers; where a quantised model
/// goes on with the dequantised form of a tensor, that form is compared.
/// </summary>
internal sealed class TensorMatch
{
    private TensorMatch(IReadOnlyList<TensorPair> pairs, IReadOnlyList<string> onlyInFirst, IReadOnlyList<string> onlyInSecond)
        => (Pairs, OnlyInFirst, OnlyInSecond) = (pairs, onlyInFirst, onlyInSecond);

    /// <summary>The common tensors, in the first model's order.</summary>
    public IReadOnlyList<TensorPair> Pairs { get; }

    /// <summary>Tensors of the first model without a partner of the same shape.</summary>
    public IReadOnlyList<string> OnlyInFirst { get; }

    /// <summary>Tensors of the second model that no tensor of the first is named after.</summary>
    public IReadOnlyList<string> OnlyInSecond { get; }

    /// <summary>Matches two models.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="second">The second one.</param>
    public static TensorMatch Of(OnnxGraph first, OnnxGraph second)
    {
        IReadOnlyList<string> firstNames = Layers(first), secondNames = Layers(second);
        HashSet<string> known = [.. secondNames];
        List<TensorPair> pairs = [];
        List<string> unmatched = [];
        foreach (string name in firstNames)
        {
            if (known.Contains(name) && first.Info(name).Dims.SequenceEqual(second.Info(name).Dims))
            {
                pairs.Add(new TensorPair(name, Read(first, name), Read(second, name)));
            }
            else
            {
                unmatched.Add(name);
            }
        }

        HashSet<string> matched = [.. pairs.Select(pair => pair.Name)];
        return new TensorMatch(pairs, unmatched, [.. secondNames.Where(name => !matched.Contains(name))]);
    }

    /// <summary>Whether a type holds numbers that can be compared by their difference.</summary>
    /// <param name="type">The element type.</param>
    public static bool IsReal(GraphElementType type) => type is GraphElementType.Float32 or GraphElementType.Float16;

    /// <summary>The results of layers: not those of nodes that only change a number's form.</summary>
    private static List<string> Layers(OnnxGraph graph) =>
    [
        .. graph.Nodes
            .Where(node => node.OpType is not ("Cast" or "Constant" or "DequantizeLinear" or "QuantizeLinear")
                || MakesOutput(graph, node))
            .SelectMany(node => node.Output)
            .Where(value => value.Length > 0 && graph.FindInfo(value) is { } info && IsReal(info.ElementType)),
    ];

    private static bool MakesOutput(OnnxGraph graph, NodeProto node) => node.Output.Any(graph.IsOutput);

    /// <summary>The form of a tensor that most of the graph reads.</summary>
    private static string Read(OnnxGraph graph, string name)
    {
        NodeProto? quantize = graph.Consumers(name).FirstOrDefault(node => node.OpType == "QuantizeLinear");
        NodeProto? dequantize = quantize is null
            ? null
            : graph.Consumers(quantize.Output[0]).FirstOrDefault(node => node.OpType == "DequantizeLinear");
        return dequantize?.Output[0] ?? name;
    }
}
