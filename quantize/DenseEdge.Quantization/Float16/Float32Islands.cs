using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Float16;

/// <summary>Collects the nodes that stay in FP32. The first reason given for a node is the one that is reported.</summary>
internal sealed class Float32Islands(FloatGraph view, HalfOptions options)
{
    private readonly Dictionary<NodeProto, (IslandRule Rule, string Reason)> _kept = new(ReferenceEqualityComparer.Instance);

    /// <summary>The graph.</summary>
    public FloatGraph View { get; } = view;

    /// <summary>What the caller wants.</summary>
    public HalfOptions Options { get; } = options;

    /// <summary>The nodes that have anything to do with FP32 values, in the order of the graph.</summary>
    public IReadOnlyList<NodeProto> Nodes { get; } = [.. view.Graph.Nodes.Where(view.TakesPart)];

    /// <summary>Whether a node stays in FP32.</summary>
    /// <param name="node">The node.</param>
    public bool Contains(NodeProto node) => _kept.ContainsKey(node);

    /// <summary>Keeps a node in FP32.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rule">The kind of reason.</param>
    /// <param name="reason">The reason for people.</param>
    public void Keep(NodeProto node, IslandRule rule, string reason) => _kept.TryAdd(node, (rule, reason));

    /// <summary>Lists the nodes by reason.</summary>
    public IReadOnlyList<Float32Island> Describe() =>
    [
        .. Nodes.Where(Contains)
            .GroupBy(node => _kept[node])
            .Select(group => new Float32Island(group.Key.Rule, group.Key.Reason, [.. group.Select(node => node.Output[0])])),
    ];
}
