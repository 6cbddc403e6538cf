using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>Decides which convolutions and products stay float whatever the flavour, and keeps the reasons.</summary>
internal sealed class FloatRules
{
    private readonly OnnxGraph _graph;
    private readonly IReadOnlySet<NodeProto> _heads;
    private readonly IReadOnlyList<NamePattern> _exclude;
    private readonly List<FloatNode> _reasons = [];

    public FloatRules(OnnxGraph graph, QuantizationOptions options)
    {
        _graph = graph;
        _heads = options.QuantizeHeads ? new HashSet<NodeProto>() : Heads.Of(graph);
        _exclude = [.. options.Exclude.Select(pattern => new NamePattern(pattern))];
        foreach (NamePattern pattern in _exclude)
        {
            if (!graph.Nodes.Any(node => pattern.Fits(NodeTraits.NameOf(node))))
            {
                throw new ArgumentException($"Expected the pattern '{pattern.Text}' to fit a node's name, found none that it fits.");
            }
        }
    }

    /// <summary>What was kept float so far.</summary>
    public IReadOnlyList<FloatNode> Reasons => _reasons;

    /// <summary>Whether the user excluded a node.</summary>
    public bool IsExcluded(NodeProto node) => _exclude.Any(pattern => pattern.Fits(NodeTraits.NameOf(node)));

    /// <summary>Whether a convolution or a product may become integer; keeps the reason if not.</summary>
    /// <param name="node">The node.</param>
    /// <param name="ofFlavor">The flavour's own objection; null if it has none.</param>
    public bool Allow(NodeProto node, Func<NodeProto, string?> ofFlavor)
    {
        string? reason = Objection(node) ?? ofFlavor(node);
        if (reason is not null)
        {
            _reasons.Add(new FloatNode(NodeTraits.NameOf(node), node.OpType, reason));
        }

        return reason is null;
    }

    private string? Objection(NodeProto node)
        => IsExcluded(node) ? "excluded by name"
        : !NodeTraits.HasConstantWeight(_graph, node) ? "both factors are activations"
        : _graph.Info(node.Input[0]).ElementType != GraphElementType.Float32 ? "its input is not float32"
        : _heads.Contains(node) ? "last layer before an output"
        : null;
}
