using System.Security.Cryptography;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Passes;

/// <summary>Stores equal constants once: those of the same type, shape and elements.</summary>
public sealed class ConstantSharing : IGraphPass
{
    /// <inheritdoc/>
    public string Name => "share-constants";

    /// <inheritdoc/>
    public string Description => "Stores constants of the same type, shape and elements once.";

    /// <inheritdoc/>
    public int Apply(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int changes = 0;
        Dictionary<string, string> known = new(StringComparer.Ordinal);

        // In the order of names, so that the same one of two is always kept.
        foreach (string name in graph.Initializers.Order(StringComparer.Ordinal).ToArray())
        {
            if (graph.IsOutput(name) || Key(graph, name) is not { } key || known.TryAdd(key, name))
            {
                continue;
            }

            graph.ReplaceUses(name, known[key]);
            graph.RemoveConstant(name);
            changes++;
        }

        graph.UpdateAfter(changes);
        return changes;
    }

    /// <summary>Elements that are stored as bytes in one constant and as a list in another are compared as bytes.</summary>
    private static string? Key(OnnxGraph graph, string name)
    {
        TensorProto? tensor = graph.Constant(name) is { HasRawData: true } raw ? raw : graph.Value(name)?.Encode(name);
        return tensor is null
            ? null
            : $"{tensor.DataType}[{string.Join(',', tensor.Dims)}]{Convert.ToHexString(SHA256.HashData(tensor.RawData.Span))}";
    }
}
