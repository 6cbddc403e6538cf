using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Linting;

/// <summary>
/// The graph of a model as rules see it. Unlike <see cref="OnnxGraph"/> it takes every graph, sound or not: what is not
/// known reads as null, and what is wrong is kept in <see cref="Soundness"/>.
/// </summary>
public sealed class LintGraph
{
    private readonly Dictionary<string, NodeProto> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NodeProto>> _consumers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ValueInfoProto> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inputs = new(StringComparer.Ordinal);
    private readonly OnnxGraph? _sound;
    private QuantizationEdges? _edges;
    private WeightedNodes? _weighted;
    private HashSet<string>? _folded;

    /// <summary>Takes a model apart.</summary>
    /// <param name="model">The model; it is not changed.</param>
    public LintGraph(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model.Proto;
        Index(Model.Graph ?? new GraphProto());
        Soundness = new GraphSoundness(this);
        try
        {
            _sound = OnnxGraph.Open(model, "the graph");
        }
        catch (InvalidDataException exception)
        {
            Contradiction = exception.Message;
        }
    }

    /// <summary>Reads a model file and takes it apart.</summary>
    /// <param name="path">Path of an <c>.onnx</c> file, ours or not.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It holds no ONNX model, or weights that it keeps elsewhere are missing; the message
    /// begins with the path.</exception>
    public static LintGraph Load(string path)
        => new(OnnxModel.Load(path)) { FileBytes = new FileInfo(path).Length };

    /// <summary>The model.</summary>
    public ModelProto Model { get; }

    /// <summary>The nodes, as they lie in the file.</summary>
    public IReadOnlyList<NodeProto> Nodes => Model.Graph?.Node ?? [];

    /// <summary>Stored constants.</summary>
    public IReadOnlyCollection<TensorProto> Initializers => _initializers.Values;

    /// <summary>The version of the standard operators; 0 if the model states none.</summary>
    public long Opset => Model.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx")?.Version ?? 0;

    /// <summary>Size of the file in bytes; null for a model that came from none.</summary>
    internal long? FileBytes { get; private init; }

    /// <summary>Faults of the graph's structure.</summary>
    internal GraphSoundness Soundness { get; }

    /// <summary>Why the shapes of the graph cannot be followed; null if they can.</summary>
    internal string? Contradiction { get; }

    /// <summary>Whether operator set and element types are such that shapes are followed at all.</summary>
    internal bool ShapesAreFollowed
        => Opset is >= OnnxGraph.OldestOpset and <= OnnxGraph.NewestOpset
            && _initializers.Values.All(tensor => IsKnown((GraphElementType)tensor.DataType));

    /// <summary>Where Q/DQ nodes lie.</summary>
    internal QuantizationEdges Edges => _edges ??= new QuantizationEdges(this);

    /// <summary>Where operators with weights lie.</summary>
    internal WeightedNodes Weighted => _weighted ??= new WeightedNodes(this);

    /// <summary>Inputs that a caller feeds.</summary>
    internal IEnumerable<ValueInfoProto> Inputs
        => (Model.Graph?.Input ?? []).Where(input => !_initializers.ContainsKey(input.Name));

    /// <summary>Outputs.</summary>
    internal IEnumerable<ValueInfoProto> Outputs => Model.Graph?.Output ?? [];

    /// <summary>Gets the node that makes a value; null for inputs, initialisers and names that do not exist.</summary>
    internal NodeProto? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>Gets the nodes that read a value, each once, as they lie in the file.</summary>
    internal IReadOnlyList<NodeProto> Consumers(string value)
        => _consumers.TryGetValue(value, out List<NodeProto>? consumers) ? consumers : [];

    internal bool IsOutput(string value) => _outputs.Contains(value);

    /// <summary>Whether a node or an output reads the value.</summary>
    internal bool IsRead(string value) => Consumers(value).Count > 0 || IsOutput(value);

    internal bool IsInput(string value) => _inputs.Contains(value) && !_initializers.ContainsKey(value);

    /// <summary>Whether anything makes the value: an input, an initialiser or a node.</summary>
    internal bool Exists(string value)
        => _producers.ContainsKey(value) || _initializers.ContainsKey(value) || _inputs.Contains(value);

    /// <summary>Gets type and shape of a value, worked out or as the file states them; null if neither is complete.</summary>
    internal TensorInfo? Info(string value)
    {
        if (_sound?.FindInfo(value) is { } info)
        {
            return info;
        }

        if (_initializers.TryGetValue(value, out TensorProto? tensor))
        {
            return new TensorInfo((GraphElementType)tensor.DataType, [.. tensor.Dims.Select(Narrow)]);
        }

        return _declared.TryGetValue(value, out ValueInfoProto? declared) ? Stated(declared) : null;
    }

    /// <summary>Gets the element type of a value; Undefined if it is not known.</summary>
    internal GraphElementType Type(string value)
        => Info(value)?.ElementType
            ?? (_declared.TryGetValue(value, out ValueInfoProto? declared)
                ? (GraphElementType)(declared.Type?.TensorType?.ElemType ?? 0)
                : GraphElementType.Undefined);

    /// <summary>Gets a stored constant or the result of a Constant node.</summary>
    internal TensorProto? Constant(string value)
    {
        if (_initializers.TryGetValue(value, out TensorProto? tensor))
        {
            return tensor;
        }

        return Producer(value) is { } node && node.Is("Constant") ? OnnxGraph.ConstantOf(node) : null;
    }

    /// <summary>Names of all constants: initialisers and results of Constant nodes.</summary>
    internal IEnumerable<string> Constants
        => _initializers.Keys.Concat(Nodes.Where(node => node.Is("Constant")).Select(node => node.Out()));

    /// <summary>Whether a value is constant or computed from constants and shapes alone, so that engines fold it.</summary>
    internal bool IsFolded(string value)
    {
        _folded ??= FindFolded();
        return _folded.Contains(value);
    }

    /// <summary>Gets the elements of a floating constant; null if it is none or is damaged.</summary>
    internal double[]? Reals(string value) => Decode(value, TensorData.Reals);

    /// <summary>Gets the elements of an integer constant; null if it is none or is damaged.</summary>
    internal long[]? Integers(string value) => Decode(value, TensorData.Integers);

    /// <summary>Whether every size of an input or output is stated and at least 1.</summary>
    internal static bool IsStatic(ValueInfoProto value)
        => value.Type?.TensorType?.Shape is { } shape && shape.Dim.All(dim => dim is { HasDimValue: true, DimValue: > 0 });

    /// <summary>Gets the shape of an input or output as the file states it, such as <c>[batch, 3, 8, 8]</c>.</summary>
    internal static string Shape(ValueInfoProto value)
        => value.Type?.TensorType?.Shape is { } shape
            ? $"[{string.Join(", ", shape.Dim.Select(dim => dim.HasDimValue ? $"{dim.DimValue}" : Symbol(dim.DimParam)))}]"
            : "that is not stated";

    internal static string Label(NodeProto node)
    {
        string operation = node.IsStandard() ? node.OpType : $"{node.Domain}.{node.OpType}";
        return node.Name.Length > 0 ? $"{node.Name} ({operation})" : $"{operation} that makes '{node.Out()}'";
    }

    private T[]? Decode<T>(string value, Func<TensorProto, T[]> decode)
    {
        if (Constant(value) is not { } tensor || tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return null;
        }

        try
        {
            return decode(tensor);
        }
        catch (InvalidDataException)
        {
            return null; // Damaged or of another type: rules of their own tell.
        }
    }

    // One pass in file order: a node that lies before what it reads is not folded, and another rule tells of it.
    private HashSet<string> FindFolded()
    {
        HashSet<string> folded = new(_initializers.Keys, StringComparer.Ordinal);
        foreach (NodeProto node in Nodes)
        {
            bool ofShapes = node.Is("Shape", "Size", "Constant");
            if (ofShapes || node.Input.All(input => input.Length == 0 || folded.Contains(input)))
            {
                folded.UnionWith(node.Output);
            }
        }

        return folded;
    }

    private static TensorInfo? Stated(ValueInfoProto declared)
        => declared.Type?.TensorType is { Shape: { } shape } tensor
            && shape.Dim.All(dim => dim is { HasDimValue: true, DimValue: >= 0 and <= int.MaxValue })
            ? new TensorInfo((GraphElementType)tensor.ElemType, [.. shape.Dim.Select(dim => (int)dim.DimValue)])
            : null;

    private static bool IsKnown(GraphElementType type) => type == GraphElementType.String || TensorData.ElementBytes(type) > 0;

    private static string Symbol(string name) => name.Length > 0 ? name : "?";

    private static int Narrow(long size) => (int)Math.Clamp(size, 0, int.MaxValue);

    private void Index(GraphProto graph)
    {
        foreach (TensorProto tensor in graph.Initializer)
        {
            _initializers[tensor.Name] = tensor;
        }

        foreach (ValueInfoProto info in graph.ValueInfo.Concat(graph.Output).Concat(graph.Input))
        {
            _declared[info.Name] = info;
        }

        _outputs.UnionWith(graph.Output.Select(output => output.Name));
        _inputs.UnionWith(graph.Input.Select(input => input.Name));
        foreach (NodeProto node in graph.Node)
        {
            foreach (string output in node.Output.Where(output => output.Length > 0))
            {
                _producers[output] = node;
            }

            foreach (string input in Reads(node).Distinct())
            {
                if (!_consumers.TryGetValue(input, out List<NodeProto>? consumers))
                {
                    _consumers.Add(input, consumers = []);
                }

                consumers.Add(node);
            }
        }
    }

    /// <summary>What a node reads: its inputs, and what the nodes of its subgraphs read from outside.</summary>
    private static IEnumerable<string> Reads(NodeProto node)
    {
        IEnumerable<NodeProto> inner = node.Attribute
            .SelectMany(attribute => attribute.G is { } body ? attribute.Graphs.Append(body) : attribute.Graphs)
            .SelectMany(body => body.Node);
        return node.Input.Where(input => input.Length > 0).Concat(inner.SelectMany(Reads));
    }
}
