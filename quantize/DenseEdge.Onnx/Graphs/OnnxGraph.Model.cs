using DenseEdge.Onnx.Graphs.Inference;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs;

/// <content>Back to a model.</content>
public sealed partial class OnnxGraph
{
    /// <summary>Fixes the shape of an input whose sizes the file leaves open, and works out all shapes again.</summary>
    /// <param name="name">Name of the input.</param>
    /// <param name="dims">Its sizes, each at least 1.</param>
    /// <exception cref="InvalidDataException">There is no such input, it has another number of dimensions, or a size that the
    /// file fixes is another one.</exception>
    public void FixInput(string name, params int[] dims)
    {
        ArgumentNullException.ThrowIfNull(dims);
        ValueInfoProto input = _model.Graph.Input.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new InvalidDataException(
                $"{_source}: expected one of the inputs {string.Join(", ", Inputs)}, found '{name}'.");
        TensorShapeProto? stated = input.Type?.TensorType?.Shape;
        bool fits = dims.All(size => size > 0) && (stated is null || (stated.Dim.Count == dims.Length
            && stated.Dim.Zip(dims).All(pair => pair.First.DimValue <= 0 || pair.First.DimValue == pair.Second)));
        if (!fits || input.Type?.TensorType is not { } tensor)
        {
            throw new InvalidDataException(
                $"{_source}: expected sizes that fit the input '{name}', which the file declares with "
                + $"{DeclaredShape.Text(input)}, "
                + $"found [{string.Join(", ", dims)}].");
        }

        tensor.Shape = Shape(dims);
        _model.Graph.ValueInfo.Clear();
        foreach (ValueInfoProto output in _model.Graph.Output.Where(output => output.Type?.TensorType is not null))
        {
            output.Type.TensorType.Shape = null;
        }

        Update();
    }

    /// <summary>Makes a model of the graph as it is now: nodes in order, initialisers sorted by name, the shape of every
    /// value. Everything else, such as metadata and the producer's name, is that of the model that was opened. The same
    /// changes of the same model always give the same bytes.</summary>
    /// <exception cref="InvalidDataException">The graph is not sound; see <see cref="Open"/>.</exception>
    public OnnxModel ToModel()
    {
        Update();
        ModelProto model = _model.Clone();
        GraphProto graph = model.Graph;
        ILookup<string, ValueInfoProto> stated = graph.ValueInfo.ToLookup(info => info.Name, StringComparer.Ordinal);
        graph.Node.Clear();
        graph.Node.AddRange(_nodes.Select(node => node.Clone()));
        graph.Initializer.Clear();
        graph.Initializer.AddRange(_initializers.Values.OrderBy(tensor => tensor.Name, StringComparer.Ordinal));
        for (int i = 0; i < graph.Output.Count; i++)
        {
            graph.Output[i] = Declaration(graph.Output[i].Name) ?? graph.Output[i];
        }

        graph.ValueInfo.Clear();
        IEnumerable<string> inner = _nodes.SelectMany(node => node.Output).Where(name => name.Length > 0 && !IsOutput(name));
        graph.ValueInfo.AddRange(
            inner.Select(name => Declaration(name) ?? stated[name].FirstOrDefault()).OfType<ValueInfoProto>());
        return new OnnxModel(model);
    }

    private static TensorShapeProto Shape(IEnumerable<int> dims)
    {
        TensorShapeProto shape = new();
        shape.Dim.AddRange(dims.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return shape;
    }

    private ValueInfoProto? Declaration(string value)
    {
        if (FindInfo(value) is not { } info)
        {
            return null;
        }

        TypeProto.Types.Tensor tensor = new() { ElemType = (int)info.ElementType, Shape = Shape(info.Dims) };
        return new ValueInfoProto { Name = value, Type = new TypeProto { TensorType = tensor } };
    }
}
