using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Float16;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>A model in FP16; blocks that are kept are FP32 islands.</summary>
public sealed class HalfConversion : IBlockConversion
{
    private readonly OnnxModel _model;
    private readonly HalfOptions _options;
    private readonly string _source;
    private readonly Dictionary<string, string> _outputs;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="model">The float model; it is not changed.</param>
    /// <param name="options">How to convert; what it keeps in FP32 stays so in every mixture.</param>
    /// <param name="source">What errors call the model.</param>
    /// <exception cref="InvalidDataException">The model is not sound.</exception>
    public HalfConversion(OnnxModel model, HalfOptions options, string source)
    {
        (_model, _options, _source) = (model, options, source);
        OnnxGraph graph = OnnxGraph.Open(model, source);
        NodeProto[] products = [.. graph.Nodes.Where(node => NodeTraits.HasConstantWeight(graph, node))];
        Blocks = NodeBlocks.Divide(graph, products);
        _outputs = products.DistinctBy(NodeTraits.NameOf)
            .ToDictionary(NodeTraits.NameOf, node => node.Output[0], StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Name => "fp16";

    /// <inheritdoc/>
    public IReadOnlyList<NodeBlock> Blocks { get; }

    /// <inheritdoc/>
    public OnnxModel Convert(IReadOnlyList<NodeBlock> kept) => Round(kept).Model;

    /// <summary>Converts the model and tells how.</summary>
    /// <param name="kept">The blocks that stay in FP32.</param>
    public (OnnxModel Model, HalfReport Report) Round(IReadOnlyList<NodeBlock> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        OnnxGraph graph = OnnxGraph.Open(_model, _source);
        HashSet<string> outputs = [.. _options.KeptNodes, .. kept.SelectMany(block => block.Nodes).Select(name => _outputs[name])];
        HalfReport report = HalfPrecision.Convert(graph, _options with { KeptNodes = outputs });
        return (graph.ToModel(), report);
    }
}
