using DenseEdge.Onnx.Graphs.Evaluation;
using DenseEdge.Onnx.Graphs.Inference;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs;

/// <content>Constants: initialisers and the results of Constant nodes.</content>
public sealed partial class OnnxGraph
{
    /// <summary>Gets a constant; null when the value is an input or computed.</summary>
    /// <param name="value">Name of the value.</param>
    public TensorProto? Constant(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _initializers.TryGetValue(value, out TensorProto? tensor) ? tensor
            : Producer(value) is { OpType: "Constant" } node ? ConstantOf(node)
            : null;
    }

    /// <summary>Gets the elements of a constant of any floating type, row-major.</summary>
    /// <param name="value">Name of the value.</param>
    /// <exception cref="InvalidDataException">It is no constant, or not of a floating type.</exception>
    public float[] Floats(string value) => Array.ConvertAll(Decode(value, TensorData.Reals), element => (float)element);

    /// <summary>Gets the elements of a constant of any integer type or of truth values, row-major.</summary>
    /// <param name="value">Name of the value.</param>
    /// <exception cref="InvalidDataException">It is no constant, or not of an integer type.</exception>
    public long[] Integers(string value) => Decode(value, TensorData.Integers);

    /// <summary>Adds a constant.</summary>
    /// <param name="stem">How its name begins; a number follows if the name is taken.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="dims">The shape; none for a scalar.</param>
    /// <returns>Its name.</returns>
    /// <exception cref="ArgumentException">The number of elements doesn't fit the shape.</exception>
    public string AddConstant(string stem, float[] values, params int[] dims)
        => AddConstant(stem, GraphElementType.Float32, values, dims);

    /// <inheritdoc cref="AddConstant(string, float[], int[])"/>
    public string AddConstant(string stem, long[] values, params int[] dims)
        => AddConstant(stem, GraphElementType.Int64, values, dims);

    /// <inheritdoc cref="AddConstant(string, float[], int[])"/>
    public string AddConstant(string stem, int[] values, params int[] dims)
        => AddConstant(stem, GraphElementType.Int32, values, dims);

    /// <inheritdoc cref="AddConstant(string, float[], int[])"/>
    public string AddConstant(string stem, sbyte[] values, params int[] dims)
        => AddConstant(stem, GraphElementType.Int8, values, dims);

    /// <inheritdoc cref="AddConstant(string, float[], int[])"/>
    public string AddConstant(string stem, byte[] values, params int[] dims)
        => AddConstant(stem, GraphElementType.UInt8, values, dims);

    /// <inheritdoc cref="AddConstant(string, float[], int[])"/>
    public string AddConstant(string stem, Half[] values, params int[] dims)
        => AddConstant(stem, GraphElementType.Float16, values, dims);

    /// <summary>Adds a stored tensor under a name of its own.</summary>
    /// <param name="stem">How its name begins; a number follows if the name is taken.</param>
    /// <param name="tensor">The tensor; the graph keeps it and sets its name.</param>
    /// <returns>Its name.</returns>
    public string AddConstant(string stem, TensorProto tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        tensor.Name = UniqueName(stem);
        _initializers.Add(tensor.Name, tensor);
        _shapes.AddConstant(tensor);
        return tensor.Name;
    }

    /// <summary>Names of the stored constants, in no particular order.</summary>
    public IReadOnlyCollection<string> Initializers => _initializers.Keys;

    /// <summary>Removes a stored constant that nothing reads.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none, or a node or output reads it.</exception>
    public void RemoveConstant(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Consumers(name).Count > 0 || IsOutput(name) || !_initializers.Remove(name))
        {
            throw new ArgumentException($"Expected an initialiser that nothing reads, got '{name}'.", nameof(name));
        }
    }

    /// <summary>Gets a node as the rules of operators see it, with constants of any size.</summary>
    /// <returns>Null when the shape of an input is not known.</returns>
    internal OperatorNode? View(NodeProto node)
    {
        TensorInfo?[] inputs = [.. node.Input.Select(input => input.Length == 0 ? null : FindInfo(input))];
        bool known = node.Input.Zip(inputs).All(pair => pair.First.Length == 0 || pair.Second is not null);
        return known ? new OperatorNode(node, Opset, inputs, Value) : null;
    }

    /// <summary>Gets a constant that can be computed with; null when there is none or its type is not covered.</summary>
    internal ConstantTensor? Value(string value)
        => Constant(value) is { } tensor && ConstantTensor.Supports((GraphElementType)tensor.DataType)
            ? ConstantTensor.Decode(tensor)
            : null;

    /// <summary>Gets what a Constant node holds; null if it is none of the forms that tensors have.</summary>
    internal static TensorProto? ConstantOf(NodeProto node)
    {
        foreach (AttributeProto attribute in node.Attribute)
        {
            switch (attribute.Name)
            {
                case "value":
                    return attribute.T;
                case "value_float":
                    return TensorData.Encode<float>("", GraphElementType.Float32, [], [attribute.F]);
                case "value_floats":
                    float[] numbers = [.. attribute.Floats];
                    return TensorData.Encode<float>("", GraphElementType.Float32, [numbers.Length], numbers);
                case "value_int":
                    return TensorData.Encode<long>("", GraphElementType.Int64, [], [attribute.I]);
                case "value_ints":
                    return TensorData.Encode<long>("", GraphElementType.Int64, [attribute.Ints.Count], [.. attribute.Ints]);
            }
        }

        return null;
    }

    private string AddConstant<T>(string stem, GraphElementType type, T[] values, int[] dims)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(dims);
        return AddConstant(stem, TensorData.Encode<T>(stem, type, dims, values));
    }

    private T[] Decode<T>(string value, Func<TensorProto, T[]> decode)
    {
        TensorProto tensor = Constant(value)
            ?? throw new InvalidDataException($"{_source}: expected a constant, found '{value}', which is computed or fed.");
        try
        {
            return decode(tensor);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{_source}: {exception.Message}", exception);
        }
    }
}
