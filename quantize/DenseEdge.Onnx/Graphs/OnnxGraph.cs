using DenseEdge.Onnx.Graphs.Inference;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs;

/// <summary>
/// The graph of an ONNX model, ours or not, for reading and changing: nodes in an order in which they can run, who makes
/// and who reads each value, and the type and static shape of every value.
/// </summary>
/// <remarks>
/// A graph is for one thread. Its nodes are the schema's own messages: change an input of one with
/// <see cref="ReplaceInput"/>; after other changes made directly call <see cref="Update"/>.
/// </remarks>
public sealed partial class OnnxGraph
{
    /// <summary>The oldest operator set that is understood.</summary>
    public const int OldestOpset = 9;

    /// <summary>The newest operator set that is understood.</summary>
    public const int NewestOpset = 20;

    private readonly ModelProto _model;
    private readonly string _source;
    private readonly List<NodeProto> _nodes;
    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeProto> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NodeProto>> _consumers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);
    private ShapeInference _shapes;

    private OnnxGraph(ModelProto model, string source, int opset)
    {
        _model = model;
        _source = source;
        Opset = opset;
        _nodes = [.. model.Graph.Node];
        _shapes = new ShapeInference(opset, Constant);
    }

    /// <summary>The nodes, each behind those whose results it reads.</summary>
    public IReadOnlyList<NodeProto> Nodes => _nodes;

    /// <summary>Names of the inputs that a caller feeds; inputs with a stored default are constants.</summary>
    public IReadOnlyList<string> Inputs => [.. _model.Graph.Input.Select(input => input.Name)];

    /// <summary>Names of the outputs.</summary>
    public IReadOnlyList<string> Outputs => [.. _model.Graph.Output.Select(output => output.Name)];

    /// <summary>The operator set of the standard operators.</summary>
    public int Opset { get; }

    /// <summary>Reads the graph of a model file.</summary>
    /// <param name="path">Path of an <c>.onnx</c> file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It can't be read (<see cref="OnnxModel.Load"/>) or worked with
    /// (<see cref="Open"/>). The message begins with the path.</exception>
    public static OnnxGraph Load(string path) => Open(OnnxModel.Load(path), path);

    /// <summary>Copies the graph of a model, checks it, sorts its nodes and works out all shapes.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="source">What errors call it, as a rule the path of its file.</param>
    /// <exception cref="InvalidDataException">The opset is not understood, a value has no or two makers, nodes form a
    /// cycle, a node contradicts its inputs, or the graph has parts that are not supported (subgraphs, sparse tensors). The
    /// message begins with the source.</exception>
    public static OnnxGraph Open(OnnxModel model, string source)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(source);
        ModelProto proto = model.Proto.Clone();
        try
        {
            OnnxGraph graph = new(proto, source, GraphChecks.Opset(proto));
            GraphChecks.RequirePlain(proto.Graph);
            graph.TakeInitializers();
            graph.Rebuild();
            return graph;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }

    /// <summary>Gets type and shape of any value.</summary>
    /// <param name="value">Name of an input, initialiser or result.</param>
    /// <exception cref="InvalidDataException">They are not known: an input's size is open, an operator is unknown, or a shape
    /// depends on data. The message begins with the source and names the cause.</exception>
    public TensorInfo Info(string value)
        => FindInfo(value) ?? throw new InvalidDataException(
            $"{_source}: {_shapes.Gap(value) ?? $"there is no value named '{value}'."}");

    /// <summary>Gets type and shape of a value; null when they are not known.</summary>
    /// <param name="value">Name of an input, initialiser or result.</param>
    public TensorInfo? FindInfo(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _shapes.Find(value);
    }

    /// <summary>Gets the node that makes a value; null for inputs and initialisers.</summary>
    /// <param name="value">Name of the value.</param>
    public NodeProto? Producer(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _producers.GetValueOrDefault(value);
    }

    /// <summary>Gets the nodes that read a value, each once; a copy, which stays as it is when the graph changes.</summary>
    /// <param name="value">Name of the value.</param>
    public IReadOnlyList<NodeProto> Consumers(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _consumers.TryGetValue(value, out List<NodeProto>? consumers) ? [.. consumers] : [];
    }

    /// <summary>Whether a value is an output of the graph.</summary>
    /// <param name="value">Name of the value.</param>
    public bool IsOutput(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _outputs.Contains(value);
    }

    /// <summary>Refuses weights that can't be computed with.</summary>
    /// <exception cref="InvalidDataException">A constant holds NaN, or one that a convolution, matrix product or normalisation
    /// reads holds an infinity. (Elsewhere infinities have their place, such as −∞ in attention masks.)</exception>
    public void RequireFiniteConstants()
    {
        foreach (TensorProto tensor in _initializers.Values.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            if (FiniteNumbers.Fault(tensor, Consumers(tensor.Name)) is { } fault)
            {
                throw new InvalidDataException($"{_source}: {fault}");
            }
        }
    }

    /// <summary>Sorts the nodes again and works out all shapes again.</summary>
    /// <exception cref="InvalidDataException">The graph is no longer sound; see <see cref="Open"/>.</exception>
    public void Update()
    {
        try
        {
            Rebuild();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{_source}: {exception.Message}", exception);
        }
    }

    /// <summary>Names a node in messages: its name, or its operator and result if it has none.</summary>
    /// <param name="node">The node.</param>
    public static string Label(NodeProto node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Name.Length > 0
            ? $"node '{node.Name}' ({node.OpType})"
            : $"node {node.OpType} that makes '{node.Output.FirstOrDefault()}'";
    }

    internal static string QualifiedType(NodeProto node)
        => node.Domain.Length == 0 ? node.OpType : $"{node.Domain}.{node.OpType}";

    /// <summary>An initialiser that is also listed as an input is a default that callers could replace; it is taken as the
    /// constant that it is in practice. Format version 4 is the first that allows initialisers without such an
    /// input.</summary>
    private void TakeInitializers()
    {
        GraphProto graph = _model.Graph;
        foreach (TensorProto tensor in graph.Initializer)
        {
            if (!_initializers.TryAdd(tensor.Name, tensor))
            {
                throw new InvalidDataException($"expected one initialiser named '{tensor.Name}', found two.");
            }
        }

        foreach (ValueInfoProto input in graph.Input.Where(input => _initializers.ContainsKey(input.Name)).ToArray())
        {
            graph.Input.Remove(input);
            _model.IrVersion = Math.Max(_model.IrVersion, 4);
        }
    }

    private void Rebuild()
    {
        Index();
        IReadOnlyList<NodeProto> sorted = GraphOrder.Sort(_nodes, Producer);
        _nodes.Clear();
        _nodes.AddRange(sorted);
        Infer();
    }

    private void Index()
    {
        _producers.Clear();
        _consumers.Clear();
        _outputs.Clear();
        _outputs.UnionWith(Outputs);
        HashSet<string> values = GraphChecks.Values(_model.Graph.Input, _initializers.Keys, _nodes);
        foreach (NodeProto node in _nodes)
        {
            AddToIndex(node);
        }

        GraphChecks.RequireMakers(_nodes, _model.Graph.Output, values);
        _names.UnionWith(values);
        _names.UnionWith(_nodes.Select(node => node.Name));
    }

    private void AddToIndex(NodeProto node)
    {
        foreach (string output in node.Output.Where(output => output.Length > 0))
        {
            _producers[output] = node;
        }

        foreach (string input in node.Input.Where(input => input.Length > 0).Distinct())
        {
            AddConsumer(input, node);
        }
    }

    private void AddConsumer(string value, NodeProto node)
    {
        if (!_consumers.TryGetValue(value, out List<NodeProto>? consumers))
        {
            _consumers.Add(value, consumers = []);
        }

        consumers.Add(node);
    }

    private void Infer()
    {
        ShapeInference shapes = new(Opset, Constant);
        foreach (ValueInfoProto info in _model.Graph.ValueInfo.Concat(_model.Graph.Output))
        {
            shapes.State(info);
        }

        foreach (ValueInfoProto input in _model.Graph.Input)
        {
            shapes.AddInput(input);
        }

        foreach (TensorProto tensor in _initializers.Values)
        {
            shapes.AddConstant(tensor);
        }

        _shapes = shapes;
        foreach (NodeProto node in _nodes)
        {
            shapes.AddNode(node);
        }
    }
}
