using System.Globalization;
using System.Text;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Graphs.Inference;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx;

/// <summary>What a model holds, in numbers; <see cref="ToString"/> prints it for people.</summary>
public sealed record OnnxModelSummary
{
    /// <summary>The graph's name.</summary>
    public required string Name { get; init; }

    /// <summary>The operator set of the standard operators.</summary>
    public required long Opset { get; init; }

    /// <summary>Inputs, as <c>image: Uint8 [1, 425, 560, 3]</c>.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Outputs, in the same form.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Nodes per operator, the most frequent first.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Operators { get; init; }

    /// <summary>Number of elements of all initialisers.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>Multiply-adds of the convolutions (also transposed) and matrix products for one run, as far as their shapes
    /// are known.</summary>
    public required long MultiplyAdds { get; init; }

    /// <summary>Number of convolutions and matrix products that <see cref="MultiplyAdds"/> leaves out, because their shapes
    /// depend on sizes or values that the model leaves open.</summary>
    public required int UncountedNodes { get; init; }

    /// <summary>Prints one fact a line.</summary>
    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        StringBuilder text = new();
        text.Append(culture, $"{Name}: opset {Opset}, {ModelBytes / 1e6:F1} MB, {ParameterCount / 1e6:F3} M parameters, ");
        string open = UncountedNodes > 0 ? string.Create(culture, $" and {UncountedNodes} nodes of unknown shape") : "";
        text.AppendLine(culture, $"{MultiplyAdds / 1e9:F3} GMAC{open}");
        text.AppendLine(culture, $"  in   {string.Join(", ", Inputs)}");
        text.AppendLine(culture, $"  out  {string.Join(", ", Outputs)}");
        text.Append(culture, $"  ops  {string.Join(", ", Operators.Select(entry => $"{entry.Value} {entry.Key}"))}");
        return text.ToString();
    }

    internal static OnnxModelSummary Of(ModelProto model)
    {
        GraphProto graph = model.Graph;
        OnnxGraph nodes = OnnxGraph.Open(new OnnxModel(model), $"The graph '{graph.Name}'");
        long?[] costs = [.. nodes.Nodes.Select(node => Graphs.MultiplyAdds.Of(nodes, node))];
        return new OnnxModelSummary
        {
            Name = graph.Name,
            Opset = nodes.Opset,
            Inputs = [.. graph.Input.Select(Text)],
            Outputs = [.. graph.Output.Select(Text)],
            Operators =
            [
                .. graph.Node.GroupBy(node => node.OpType)
                    .Select(group => KeyValuePair.Create(group.Key, group.Count()))
                    .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal),
            ],
            ParameterCount = graph.Initializer.Sum(tensor => Count(tensor.Dims)),
            ModelBytes = model.CalculateSize(),
            MultiplyAdds = costs.Sum() ?? 0,
            UncountedNodes = costs.Count(cost => cost is null),
        };
    }

    private static string Text(ValueInfoProto info)
    {
        TensorProto.Types.DataType type = (TensorProto.Types.DataType)(info.Type?.TensorType?.ElemType ?? 0);
        return $"{info.Name}: {type} {DeclaredShape.Text(info)}";
    }

    private static long Count(IEnumerable<long> dims) => dims.Aggregate(1L, (count, size) => count * size);
}
