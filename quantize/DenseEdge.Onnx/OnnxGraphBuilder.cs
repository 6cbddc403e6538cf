using System.Globalization;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx;

/// <summary>
/// Builds an ONNX graph of opset 17 node by node. Methods bear the operators' names, every value knows its type and
/// shape, and a node that doesn't fit is refused at once with both shapes. Building the same graph twice gives the same
/// bytes.
/// </summary>
/// <remarks>
/// Opset 17 with IR version 8 is the highest pair that JetPack 5, JetPack 6 and DirectML all read. A builder is for one
/// thread and one graph.
/// </remarks>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>The operator set that the nodes belong to.</summary>
    public const int Opset = 17;

    /// <summary>The version of the file format.</summary>
    public const int IrVersion = 8;

    private readonly GraphProto _graph = new();
    private readonly List<GraphValue> _values = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counters = new(StringComparer.Ordinal);
    private string _scope = "";

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">The name of the graph in the file.</param>
    public OnnxGraphBuilder(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _graph.Name = name;
    }

    /// <summary>Puts a prefix before the names of the nodes that follow, until the result is disposed. Scopes
    /// nest.</summary>
    /// <param name="name">One step of the path, such as <c>stage2</c>.</param>
    /// <returns>The scope; dispose it to return to the one around it.</returns>
    public IDisposable Scope(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string before = _scope;
        _scope = before.Length == 0 ? name : $"{before}/{name}";
        return new ScopeEnd(this, before);
    }

    /// <summary>Declares an input of the graph.</summary>
    /// <param name="name">Its name, which callers of the model use.</param>
    /// <param name="elementType">Its element type.</param>
    /// <param name="dims">Its shape.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public GraphValue Input(string name, GraphElementType elementType, params ReadOnlySpan<int> dims)
    {
        GraphValue value = Register(Claim(name), elementType, dims.ToArray());
        _graph.Input.Add(ValueInfo(value));
        return value;
    }

    /// <summary>Makes a value an output of the graph under a name of its own.</summary>
    /// <param name="name">The name, which callers of the model use.</param>
    /// <param name="value">The value. Its node gets the new name; an input, an initialiser or a value that is an output
    /// already goes through an <c>Identity</c> node.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public GraphValue Output(string name, GraphValue value)
    {
        Own(value);
        NodeProto? producer = _graph.Node.FirstOrDefault(node => node.Output[0] == value.Name);
        if (producer is null || _graph.Output.Any(output => output.Name == value.Name))
        {
            value = Emit("Identity", value.ElementType, value.Dims.ToArray(), [value]);
            producer = _graph.Node[^1];
        }

        string before = value.Name;
        value.Name = Claim(name);
        producer.Output[0] = name;
        foreach (NodeProto node in _graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                if (node.Input[i] == before)
                {
                    node.Input[i] = name;
                }
            }
        }

        _graph.Output.Add(ValueInfo(value));
        return value;
    }

    /// <summary>Finishes the graph.</summary>
    /// <param name="producer">The name and version of the program that makes the model, such as <c>DenseEdge
    /// 0.1.0</c>.</param>
    /// <returns>The model, with the shape of every intermediate value. Later calls on this builder don't change
    /// it.</returns>
    /// <exception cref="InvalidOperationException">The graph has no output.</exception>
    public OnnxModel Build(string producer)
    {
        ArgumentException.ThrowIfNullOrEmpty(producer);
        if (_graph.Output.Count == 0)
        {
            throw new InvalidOperationException($"The graph '{_graph.Name}' has no output: call Output before Build.");
        }

        GraphProto graph = _graph.Clone();
        HashSet<string> results = graph.Node.SelectMany(node => node.Output).ToHashSet(StringComparer.Ordinal);
        results.ExceptWith(graph.Output.Select(output => output.Name));
        graph.ValueInfo.AddRange(_values.Where(value => results.Contains(value.Name)).Select(ValueInfo));
        ModelProto model = new() { IrVersion = IrVersion, ProducerName = producer, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset });
        return new OnnxModel(model);
    }

    private GraphValue Emit(
        string operation,
        GraphElementType elementType,
        int[] dims,
        ReadOnlySpan<GraphValue?> inputs,
        params ReadOnlySpan<AttributeProto> attributes)
    {
        NodeProto node = new() { OpType = operation, Name = NextName(operation) };
        foreach (GraphValue? input in inputs)
        {
            node.Input.Add(input is null ? "" : Own(input).Name);
        }

        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        GraphValue result = Register(Claim(node.Name + ":0"), elementType, dims);
        node.Output.Add(result.Name);
        _graph.Node.Add(node);
        return result;
    }

    private GraphValue Register(string name, GraphElementType elementType, int[] dims)
    {
        if (Array.Exists(dims, size => size < 1))
        {
            throw new ArgumentException($"Expected sizes of at least 1 for '{name}', got {ShapeRules.Text(dims)}.");
        }

        GraphValue value = new(this, name, elementType, dims);
        _values.Add(value);
        return value;
    }

    private GraphValue Own(GraphValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ReferenceEquals(value.Owner, this)
            ? value
            : throw new ArgumentException(
                $"Expected a value of the graph '{_graph.Name}', got '{value.Name}' of another graph.");
    }

    private string Claim(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _names.Add(name)
            ? name
            : throw new ArgumentException(
                $"The graph '{_graph.Name}' already has a value named '{name}'.", nameof(name));
    }

    private string NextName(string operation)
    {
        string path = _scope.Length == 0 ? operation : $"{_scope}/{operation}";
        int index = _counters.GetValueOrDefault(path);
        _counters[path] = index + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{path}_{index}");
    }

    private static ValueInfoProto ValueInfo(GraphValue value)
    {
        TensorShapeProto shape = new();
        foreach (int size in value.Dims)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        }

        TypeProto.Types.Tensor tensor = new() { ElemType = (int)value.ElementType, Shape = shape };
        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto Attribute(string name, long value)
        => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    private static AttributeProto Attribute(string name, float value)
        => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    private static AttributeProto Attribute(string name, string value)
        => new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    private static AttributeProto Attribute(string name, params ReadOnlySpan<int> values)
    {
        AttributeProto attribute = new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (int value in values)
        {
            attribute.Ints.Add(value);
        }

        return attribute;
    }

    private sealed class ScopeEnd(OnnxGraphBuilder builder, string before) : IDisposable
    {
        public void Dispose() => builder._scope = before;
    }
}
