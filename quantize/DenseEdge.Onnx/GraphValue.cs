namespace DenseEdge.Onnx;

/// <summary>
/// A tensor of a graph that is being built: an input, an initialiser or the result of a node. Its shape is known when
/// the graph is built; nothing is dynamic.
/// </summary>
public sealed class GraphValue
{
    private readonly int[] _dims;

    internal GraphValue(OnnxGraphBuilder owner, string name, GraphElementType elementType, int[] dims)
    {
        Owner = owner;
        Name = name;
        ElementType = elementType;
        _dims = dims;
    }

    /// <summary>The name in the graph. It changes when <see cref="OnnxGraphBuilder.Output"/> gives the value its public
    /// name.</summary>
    public string Name { get; internal set; }

    /// <summary>The element type.</summary>
    public GraphElementType ElementType { get; }

    /// <summary>The number of dimensions; 0 for a scalar.</summary>
    public int Rank => _dims.Length;

    /// <summary>The size of every dimension.</summary>
    public ReadOnlySpan<int> Dims => _dims;

    /// <summary>The number of elements.</summary>
    public long ElementCount => ShapeRules.Count(_dims);

    internal OnnxGraphBuilder Owner { get; }

    /// <summary>Gets the size of one dimension.</summary>
    /// <param name="axis">The dimension, 0 to <see cref="Rank"/> − 1; negative values count from the end.</param>
    public int this[int axis] => _dims[axis < 0 ? axis + Rank : axis];

    /// <summary>Gets the name, type and shape, such as <c>depth: Float32 [1, 1, 425, 560]</c>.</summary>
    public override string ToString() => $"{Name}: {ElementType} {ShapeRules.Text(_dims)}";
}
