using System.Globalization;
using System.Text;
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

    /// <summary>Multiply-adds of the convolutions and matrix products for one run.</summary>
    /// <value>Counts only nodes whose shapes the model states; those that <see cref="OnnxGraphBuilder"/> builds all
    /// do.</value>
    public required long MultiplyAdds { get; init; }

    /// <summary>Prints one fact a line.</summary>
    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        StringBuilder text = new();
        text.Append(culture, $"{Name}: opset {Opset}, {ModelBytes / 1e6:F1} MB, {ParameterCount / 1e6:F3} M parameters, ");
        text.AppendLine(culture, $"{MultiplyAdds / 1e9:F3} GMAC");
        text.AppendLine(culture, $"  in   {string.Join(", ", Inputs)}");
        text.AppendLine(culture, $"  out  {string.Join(", ", Outputs)}");
        text.Append(culture, $"  ops  {string.Join(", ", Operators.Select(entry => $"{entry.Value} {entry.Key}"))}");
        return text.ToString();
    }

    internal static OnnxModelSummary Of(ModelProto model)
    {
        GraphProto graph = model.Graph;
        return new OnnxModelSummary
        {
            Name = graph.Name,
            Opset = model.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)?.Version ?? 0,
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
            MultiplyAdds = CountMultiplyAdds(graph),
        };
    }

    private static long CountMultiplyAdds(GraphProto graph)
    {
        Dictionary<string, long[]> shapes = new(StringComparer.Ordinal);
        foreach (ValueInfoProto info in graph.Input.Concat(graph.ValueInfo).Concat(graph.Output))
        {
            shapes[info.Name] = Dims(info);
        }

        foreach (TensorProto tensor in graph.Initializer)
        {
            shapes[tensor.Name] = [.. tensor.Dims];
        }

        long total = 0;
        foreach (NodeProto node in graph.Node.Where(node => node.OpType is "Conv" or "MatMul"))
        {
            if (shapes.TryGetValue(node.Output[0], out long[]? result)
                && shapes.TryGetValue(node.Input[0], out long[]? left)
                && shapes.TryGetValue(node.Input[1], out long[]? right))
            {
                long perElement = node.OpType == "Conv" ? Count(right.Skip(1)) : left[^1];
                total += perElement * Count(result);
            }
        }

        return total;
    }

    private static string Text(ValueInfoProto info)
    {
        TensorProto.Types.DataType type = (TensorProto.Types.DataType)info.Type.TensorType.ElemType;
        return $"{info.Name}: {type} [{string.Join(", ", Dims(info))}]";
    }

    private static long Count(IEnumerable<long> dims) => dims.Aggregate(1L, (count, size) => count * size);

    private static long[] Dims(ValueInfoProto info)
        => [.. info.Type?.TensorType?.Shape?.Dim.Select(dim => dim.DimValue) ?? []];
}
