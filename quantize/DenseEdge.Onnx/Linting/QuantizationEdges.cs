using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Linting;

/// <summary>Q/DQ nodes of a graph, and what lies on both sides of them.</summary>
internal sealed class QuantizationEdges
{
    private readonly LintGraph _graph;

    public QuantizationEdges(LintGraph graph)
    {
        _graph = graph;
        Quantizers = [.. graph.Nodes.Where(IsQuantizer)];
        Dequantizers = [.. graph.Nodes.Where(IsDequantizer)];
    }

    /// <summary>Nodes from real numbers to codes.</summary>
    public IReadOnlyList<NodeProto> Quantizers { get; }

    /// <summary>Nodes from codes to real numbers.</summary>
    public IReadOnlyList<NodeProto> Dequantizers { get; }

    /// <summary>Both kinds, as they lie in the file.</summary>
    public IEnumerable<NodeProto> All => _graph.Nodes.Where(node => IsQuantizer(node) || IsDequantizer(node));

    public bool IsEmpty => Quantizers.Count + Dequantizers.Count == 0;

    public static bool IsQuantizer(NodeProto node) => node.Is("QuantizeLinear");

    public static bool IsDequantizer(NodeProto node) => node.Is("DequantizeLinear");

    /// <summary>Gets the dequantiser that makes a value; null if something else does.</summary>
    public NodeProto? Dequantizer(string value)
        => _graph.Producer(value) is { } node && IsDequantizer(node) ? node : null;

    /// <summary>Gets the quantiser in front of a dequantiser; null for stored codes.</summary>
    public NodeProto? Quantizer(NodeProto dequantizer)
        => _graph.Producer(dequantizer.In(0)) is { } node && IsQuantizer(node) ? node : null;

    public bool IsDequantized(string value) => Dequantizer(value) is not null;

    /// <summary>Whether a dequantiser reads stored codes, or quantised stored numbers: weights, not activations.</summary>
    public bool IsStored(NodeProto dequantizer)
        => _graph.Constant(dequantizer.In(0)) is not null
            || (Quantizer(dequantizer) is { } quantizer && _graph.Constant(quantizer.In(0)) is not null);

    /// <summary>Whether a Q/DQ node works on stored numbers.</summary>
    public bool IsOfWeights(NodeProto node)
        => IsDequantizer(node) ? IsStored(node) : _graph.Constant(node.In(0)) is not null;

    /// <summary>Gets what a value was before its Q/DQ pair; the value itself if it has none.</summary>
    public string Before(string value)
        => Dequantizer(value) is { } dequantizer && Quantizer(dequantizer) is { } quantizer ? quantizer.In(0) : value;

    /// <summary>Gets the quantisers that read a value.</summary>
    public IEnumerable<NodeProto> QuantizersOf(string value)
        => _graph.Consumers(value).Where(node => IsQuantizer(node) && node.In(0) == value);

    /// <summary>Gets the nodes that read what the dequantisers behind a quantiser give.</summary>
    public IEnumerable<NodeProto> Readers(NodeProto quantizer)
        => _graph.Consumers(quantizer.Out()).Where(IsDequantizer).SelectMany(node => _graph.Consumers(node.Out()));

    /// <summary>Number of elements of a Q/DQ node's scale; null if it is not known.</summary>
    public long? ScaleCount(NodeProto node) => _graph.Info(node.In(1))?.ElementCount;

    /// <summary>The one scale of a per-tensor Q/DQ node; null if it has several or it is not stored.</summary>
    public double? Scale(NodeProto node) => _graph.Reals(node.In(1)) is [double scale] ? scale : null;

    /// <summary>The one zero point of a per-tensor Q/DQ node, 0 if it has none; null if it is not known.</summary>
    public long? ZeroPoint(NodeProto node)
        => node.In(2).Length == 0 ? 0 : _graph.Integers(node.In(2)) is [long zero] ? zero : null;

    /// <summary>Element type of the codes.</summary>
    public GraphElementType CodeType(NodeProto node)
    {
        if (IsDequantizer(node))
        {
            return _graph.Type(node.In(0));
        }

        return node.In(2).Length > 0 ? _graph.Type(node.In(2)) : GraphElementType.UInt8;
    }

    /// <summary>Whether a weighted operator reads both its activation and its weight through dequantisers.</summary>
    public bool IsQuantized(NodeProto weighted) => IsDequantized(weighted.In(0)) && IsDequantized(weighted.In(1));
}
