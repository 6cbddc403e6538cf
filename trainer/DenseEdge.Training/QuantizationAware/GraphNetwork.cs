using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Training.QuantizationAware.Constants;
using DenseEdge.Training.QuantizationAware.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware;

/// <summary>
/// An ONNX graph that can be trained: torch computes it node by node, weights and biases of its convolutions are parameters, and
/// pairs of QuantizeLinear and DequantizeLinear are fake quantisation.
/// </summary>
/// <remarks>
/// <para>Why the graph and not the network's modules: what is rounded, with which scale, is decided on the graph, after
/// normalisations were folded, convolutions merged and levels rewritten. Computing that very graph puts every rounding where the
/// integer model has it, for any network that is exported and any target, and what was trained goes back into the place it came
/// from. Modules would need a second description of all of it that could disagree.</para>
/// <para>Normalisations are folded with their running statistics, which training doesn't move any more: Krishnamoorthi,
/// "Quantizing deep convolutional networks for efficient inference", 2018, section 3.2.2, freezes them after some steps, because
/// moving ones make training noisy and differ from those of inference; a fine-tuning starts where those steps end. Jacob et
/// al. (CVPR 2018, section 3.2) fold in training as well, with moving statistics.</para>
/// </remarks>
internal sealed class GraphNetwork : nn.Module<Tensor, IReadOnlyDictionary<string, Tensor>>
{
    private static readonly string[] Layers = ["Conv"];

    private readonly OnnxGraph _graph;
    private readonly string _input;
    private readonly IReadOnlyList<string> _wanted;
    private readonly IReadOnlyList<NodeProto> _nodes;
    private readonly Dictionary<(string Reader, int Input), TrainedConstant> _trained;
    private readonly Dictionary<string, Tensor> _constants = new(StringComparer.Ordinal);

    private GraphNetwork(
        OnnxGraph graph, IReadOnlyList<string> wanted, IReadOnlyList<NodeProto> nodes, IEnumerable<TrainedConstant> trained)
        : base(nameof(GraphNetwork))
    {
        (_graph, _input, _wanted, _nodes) = (graph, graph.Inputs[0], wanted, nodes);
        _trained = trained.ToDictionary(constant => (constant.Reader, constant.Input));
        foreach (TrainedConstant constant in _trained.Values)
        {
            register_parameter($"{constant.Reader}[{constant.Input}]".Replace('.', '_'), constant.Parameter);
        }
    }

    /// <summary>Everything that is trained.</summary>
    public IReadOnlyCollection<TrainedConstant> Trained => _trained.Values;

    /// <summary>Names of the values that <see cref="forward"/> computes.</summary>
    public IReadOnlyList<string> Wanted => _wanted;

    /// <summary>The static shape of the input, [1, H, W, 3] or [1, 3, H, W].</summary>
    public IReadOnlyList<int> InputShape => _graph.Info(_input).Dims;

    /// <summary>Makes a graph trainable.</summary>
    /// <param name="quantized">The graph with pairs and codes, FP32 between them, one input; also one without any.</param>
    /// <param name="original">The float graph that it was made from: where the weights start. Nodes have the same
    /// results.</param>
    /// <param name="wanted">The values that <see cref="forward"/> computes.</param>
    /// <param name="limitsPairs">Whether pairs of codes must fit sums of 16 bits
    /// (<see cref="Onnx.Engines.SixteenBitPairs"/>).</param>
    /// <exception cref="InvalidDataException">A node on the way to the wanted values can't be trained through.</exception>
    public static GraphNetwork Make(OnnxGraph quantized, OnnxGraph original, IReadOnlyList<string> wanted, bool limitsPairs)
    {
        IReadOnlyList<NodeProto> nodes = Needed(quantized, wanted);
        foreach (NodeProto node in nodes.Where(node => OperatorRules.Find(node.OpType) is null))
        {
            throw new InvalidDataException(
                $"{OnnxGraph.Label(node)}: expected an operator that can be trained through, found {node.OpType}.");
        }

        using DisposeScope scope = NewDisposeScope();
        List<TrainedConstant> trained = [];
        foreach (NodeProto node in nodes.Where(node => Layers.Contains(node.OpType)))
        {
            for (int input = 1; input < node.Input.Count; input++)
            {
                if (node.Input[input].Length > 0 && Make(quantized, original, node, input, limitsPairs) is { } constant)
                {
                    trained.Add(constant);
                }
            }
        }

        return new GraphNetwork(quantized, wanted, nodes, trained);
    }

    /// <summary>Computes the wanted values.</summary>
    /// <param name="input">Of the input's static shape, float32; for an input of bytes the numbers 0 to 255.</param>
    /// <returns>The values by name, in the caller's dispose scope.</returns>
    public override IReadOnlyDictionary<string, Tensor> forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> values = new(StringComparer.Ordinal) { [_input] = input };
        foreach (NodeProto node in _nodes)
        {
            OperatorCall call = new(_graph, node, Inputs(node, values));
            Tensor[] results = OperatorRules.Find(node.OpType)!(call);
            for (int i = 0; i < results.Length; i++)
            {
                values[node.Output[i]] = results[i];
            }
        }

        return _wanted.ToDictionary(name => name, name => values[name].MoveToOuterDisposeScope());
    }

    /// <summary>Brings all parameters back to where gradients reach them, after a step of the optimiser.</summary>
    public void Limit()
    {
        using IDisposable withoutGradients = no_grad();
        foreach (TrainedConstant constant in _trained.Values)
        {
            constant.Limit();
        }
    }

    /// <summary>Writes what was trained into a copy of the graph.</summary>
    /// <param name="model">The quantised model that the training started from; it is not changed.</param>
    /// <returns>The same graph with the same scales and other codes.</returns>
    public OnnxModel WriteTo(OnnxModel model)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "model");
        foreach (TrainedConstant constant in _trained.Values)
        {
            constant.Write(graph);
        }

        return graph.ToModel();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (TrainedConstant constant in _trained.Values)
        {
            constant.Dispose();
        }

        foreach (Tensor constant in _constants.Values)
        {
            constant.Dispose();
        }

        base.Dispose(disposing);
    }

    // Only what leads to the wanted values: the final forms, such as the most likely class, have no gradient. Constants that
    // are stored as codes are read where they are used.
    private static List<NodeProto> Needed(OnnxGraph graph, IReadOnlyList<string> wanted)
    {
        HashSet<string> needed = [.. wanted];
        List<NodeProto> nodes = [];
        foreach (NodeProto node in graph.Nodes.Reverse())
        {
            if (node.Output.Any(needed.Contains) && node.OpType != "Constant" && !StoredCodes.Exist(graph, node.Output[0]))
            {
                nodes.Add(node);
                needed.UnionWith(node.Input);
            }
        }

        nodes.Reverse();
        return nodes;
    }

    private static TrainedConstant? Make(
        OnnxGraph quantized, OnnxGraph original, NodeProto node, int input, bool limitsPairs)
    {
        if (!StoredCodes.Exist(quantized, node.Input[input]))
        {
            return quantized.Constant(node.Input[input]) is null ? null : FloatConstant.Make(quantized, node, input);
        }

        if (input != 1)
        {
            return CodedBias.Make(quantized, node, input);
        }

        string weight = original.Producer(node.Output[0])?.Input[1]
            ?? throw new ArgumentException($"Expected the float graph of the integer one, got one without '{node.Output[0]}'.");
        return CodedWeight.Make(quantized, node, input, original.Floats(weight), limitsPairs);
    }

    private Tensor?[] Inputs(NodeProto node, Dictionary<string, Tensor> values)
    {
        Tensor?[] inputs = new Tensor?[node.Input.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = _trained.TryGetValue((node.Output[0], i), out TrainedConstant? trained)
                ? trained.Value()
                : values.GetValueOrDefault(node.Input[i]) ?? Constant(node.Input[i]);
        }

        return inputs;
    }

    /// <summary>A constant of real numbers; null for one of integers, which rules read themselves.</summary>
    private Tensor? Constant(string name)
    {
        if (name.Length == 0 || _graph.Info(name).ElementType != GraphElementType.Float32)
        {
            return null;
        }

        if (!_constants.TryGetValue(name, out Tensor? constant))
        {
            float[] values = StoredCodes.Exist(_graph, name) ? StoredCodes.Of(_graph, name).Values() : _graph.Floats(name);
            constant = tensor(values).reshape([.. _graph.Info(name).Dims.Select(size => (long)size)]).DetachFromDisposeScope();
            _constants.Add(name, constant);
        }

        return constant;
    }
}
