using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration.Ranges;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>
/// Placement for TensorRT's explicit quantisation: pairs on the inputs of convolutions, products and pooling, none on
/// outputs, and on the shortcut of a residual addition. Whatever else reads a tensor reads it in float, so nothing is
/// rounded before a Resize, a Softmax or a gate. Codes are signed, zero is 0, biases stay float.
/// </summary>
/// <remarks>The rules are those of NVIDIA's ModelOpt for ONNX (section "explicit quantization" of TensorRT's documentation says
/// the same in fewer words).</remarks>
internal sealed class TensorRtPlacement
{
    private readonly OnnxGraph _graph;
    private readonly FloatRules _rules;
    private readonly List<QuantizedEdge> _edges = [];

    private TensorRtPlacement(OnnxGraph graph, QuantizationOptions options)
    {
        _graph = graph;
        _rules = new FloatRules(graph, options);
    }

    /// <summary>Makes the plan.</summary>
    /// <param name="graph">The float graph.</param>
    /// <param name="options">What the user wants.</param>
    public static PlacementPlan Plan(OnnxGraph graph, QuantizationOptions options)
        => new TensorRtPlacement(graph, options).Plan(options);

    private PlacementPlan Plan(QuantizationOptions options)
    {
        HashSet<NodeProto> weighted = new(ReferenceEqualityComparer.Instance);
        foreach (NodeProto node in _graph.Nodes)
        {
            if (NodeTraits.IsProduct(node) && _rules.Allow(node, Objection))
            {
                weighted.Add(node);
                _edges.Add(new QuantizedEdge(node.Input[0], node));
            }
        }

        foreach (NodeProto node in _graph.Nodes.Where(node => !_rules.IsExcluded(node)))
        {
            AddPooling(node, weighted);
            AddShortcut(node, weighted);
        }

        HashSet<string> quantized = [.. _edges.Select(edge => edge.Tensor)];
        return new PlacementPlan
        {
            Activations = IntegerGrid.TensorRt,
            Weights = options.WeightBits == 7
                ? IntegerGrid.SevenBitSymmetric with { HasShortScales = true }
                : IntegerGrid.TensorRt,
            Edges = _edges,
            Tensors = [.. _graph.Inputs.Concat(_graph.Nodes.SelectMany(node => node.Output)).Where(quantized.Contains)],
            Groups = options.SharedConcatScales ? ConcatGroups(quantized) : new TensorGroups(),
            WeightedNodes = [.. _graph.Nodes.Where(weighted.Contains)],
            QuantizesBias = false,
            FloatNodes = _rules.Reasons,
        };
    }

    private string? Objection(NodeProto node)
        => SmallConvolution.Objection(_graph, node)
        ?? (node.OpType is "Gemm" or "MatMul" && IsVectorProduct(node)
            ? "a vector times a matrix gains nothing from integers"
            : null);

    // A product whose result has one row or one column.
    private bool IsVectorProduct(NodeProto node) => _graph.Info(node.Output[0]).Dims is var dims
        && (dims.Count < 2 || dims[^1] == 1 || dims[^2] == 1);

    // Pooling between integer layers would otherwise leave the integers for one step.
    private void AddPooling(NodeProto node, HashSet<NodeProto> weighted)
    {
        if (node.OpType is "MaxPool" or "AveragePool" && _graph.Consumers(node.Output[0]).Any(weighted.Contains))
        {
            _edges.Add(new QuantizedEdge(node.Input[0], node));
        }
    }

    private void AddShortcut(NodeProto node, HashSet<NodeProto> weighted)
    {
        if (ResidualAdd.Shortcut(_graph, node) is not { } shortcut)
        {
            return;
        }

        string branch = node.Input.First(input => input != shortcut);
        if (weighted.Contains(_graph.Producer(branch)!))
        {
            _edges.Add(new QuantizedEdge(shortcut, node));
        }
    }

    // TensorRT moves a concatenation's pair above it: inputs that have a pair of another scale would be quantised twice.
    private TensorGroups ConcatGroups(HashSet<string> quantized)
    {
        TensorGroups groups = new();
        foreach (NodeProto node in _graph.Nodes.Where(node => node.OpType == "Concat" && quantized.Contains(node.Output[0])))
        {
            foreach (string input in NodeTraits.Activations(_graph, node).Where(quantized.Contains))
            {
                groups.Join(input, node.Output[0]);
            }
        }

        return groups;
    }
}
