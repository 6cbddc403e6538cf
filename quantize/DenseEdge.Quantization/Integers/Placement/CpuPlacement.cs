using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration.Ranges;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>
/// Placement for ONNX Runtime's CPU engine, which fuses an operator into its integer form only if all of its activations,
/// inputs and outputs, are dequantised and quantised: every tensor of the integer part has one pair after it, and every
/// consumer, float ones too, reads the dequantised tensor.
/// </summary>
internal sealed class CpuPlacement
{
    // Their output only repeats input values: the engine runs them on the codes if both sides share their parameters. Resize is
    // among them only where it copies: on bytes, the engine's linear Resize takes five times as long as in float.
    private static readonly string[] CodePreserving =
        ["Resize", "MaxPool", "Reshape", "Transpose", "Slice", "Flatten", "Squeeze", "Unsqueeze"];

    private static readonly string[] Arithmetic = ["Add", "Mul", "Concat", "AveragePool", "GlobalAveragePool"];

    private readonly OnnxGraph _graph;
    private readonly FloatRules _rules;
    private readonly HashSet<NodeProto> _integer = new(ReferenceEqualityComparer.Instance);

    private CpuPlacement(OnnxGraph graph, QuantizationOptions options)
    {
        _graph = graph;
        _rules = new FloatRules(graph, options);
    }

    /// <summary>Makes the plan.</summary>
    /// <param name="graph">The float graph.</param>
    /// <param name="options">What the user wants.</param>
    public static PlacementPlan Plan(OnnxGraph graph, QuantizationOptions options)
        => new CpuPlacement(graph, options).Plan(options);

    private PlacementPlan Plan(QuantizationOptions options)
    {
        foreach (NodeProto node in _graph.Nodes)
        {
            if (NodeTraits.IsProduct(node) ? _rules.Allow(node, Objection) : CanFollow(node))
            {
                _integer.Add(node);
            }
        }

        while (_integer.RemoveWhere(node => !NodeTraits.IsProduct(node) && !IsBetweenIntegers(node)) > 0)
        {
            // Each removal may leave a neighbour without an integer neighbour of its own.
        }

        HashSet<string> quantized = [];
        TensorGroups groups = new();
        foreach (NodeProto node in _integer)
        {
            IReadOnlyList<string> inputs = NodeTraits.Activations(_graph, node);
            string output = Result(node);
            quantized.UnionWith(inputs);
            quantized.Add(output);
            if (CodePreserving.Contains(node.OpType))
            {
                groups.JoinDerived(inputs[0], output);
            }
            else if (node.OpType == "Concat" && options.SharedConcatScales)
            {
                inputs.ToList().ForEach(input => groups.Join(input, output));
            }
        }

        IReadOnlyList<string> tensors =
            [.. _graph.Inputs.Concat(_graph.Nodes.SelectMany(node => node.Output)).Where(quantized.Contains)];
        return new PlacementPlan
        {
            Activations = IntegerGrid.UnsignedAffine,
            Weights = IntegerGrid.SignedSymmetric,
            LimitsPairs = options.LimitsPairs,
            Edges =
            [
                .. tensors.SelectMany(tensor => _graph.Consumers(tensor).Select(node => new QuantizedEdge(tensor, node))),
            ],
            Tensors = tensors,
            Groups = groups,
            WeightedNodes = [.. _graph.Nodes.Where(node => NodeTraits.IsProduct(node) && _integer.Contains(node))],
            QuantizesBias = true,
            FloatNodes = _rules.Reasons,
        };
    }

    private static string? Objection(NodeProto node) => node.OpType switch
    {
        "ConvTranspose" => "the CPU engine has no integer ConvTranspose",
        "Gemm" when NodeTraits.Integer(node, "transA", 0) != 0 => "the CPU engine has no integer Gemm with transA",
        _ => null,
    };

    // Operators that run on codes if their neighbours do.
    private bool CanFollow(NodeProto node)
    {
        bool isKnown = Arithmetic.Contains(node.OpType)
            || (CodePreserving.Contains(node.OpType)
                && (node.OpType != "Resize" || NodeTraits.Text(node, "mode", "nearest") == "nearest"));
        if (!isKnown || _rules.IsExcluded(node) || _graph.Info(node.Output[0]).ElementType != GraphElementType.Float32)
        {
            return false;
        }

        int activations = NodeTraits.Activations(_graph, node).Count;
        return node.OpType switch
        {
            "Add" or "Mul" => activations == 2,
            "Concat" => activations == node.Input.Distinct().Count(),
            _ => activations == 1,
        };
    }

    // A sum of integer results alone pays off in itself: one tensor is dequantised instead of two, and Relu is saturation.
    private bool IsBetweenIntegers(NodeProto node)
        => node.Input.Any(value => IntegerProducer(value) is not null)
            && (_graph.Consumers(Result(node)).Any(_integer.Contains)
                || (node.OpType == "Add" && node.Input.All(value => IntegerProducer(value) is not null)));

    private NodeProto? IntegerProducer(string value)
    {
        NodeProto? producer = _graph.Producer(value);
        if (producer is not null && IsAbsorbed(producer))
        {
            producer = _graph.Producer(producer.Input[0]);
        }

        return producer is not null && _integer.Contains(producer) ? producer : null;
    }

    /// <summary>The tensor that holds an integer node's result: behind its activation function, if it has its own.</summary>
    private string Result(NodeProto node)
    {
        string output = node.Output[0];
        IReadOnlyList<NodeProto> consumers = _graph.Consumers(output);
        return consumers.Count == 1 && !_graph.IsOutput(output) && IsAbsorbed(consumers[0]) ? consumers[0].Output[0] : output;
    }

    // Saturation does what these do, if zero has the lowest code; the engine then removes them.
    private bool IsAbsorbed(NodeProto node)
    {
        if (!(node.OpType == "Relu" || (node.OpType == "Clip" && IsClipFromZero(node))))
        {
            return false;
        }

        NodeProto? producer = _graph.Producer(node.Input[0]);
        return producer?.OpType is "Conv" or "Add" or "Gemm" or "MatMul"
            && _graph.Consumers(producer.Output[0]).Count == 1 && !_graph.IsOutput(producer.Output[0]);
    }

    private bool IsClipFromZero(NodeProto node)
        => node.Input.Count > 1 && node.Input[1].Length > 0 && _graph.Constant(node.Input[1]) is not null
            && _graph.Floats(node.Input[1])[0] == 0;
}
