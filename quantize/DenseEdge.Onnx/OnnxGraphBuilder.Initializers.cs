using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx;

/// <content>Constants. Equal constants are stored once.</content>
public sealed partial class OnnxGraphBuilder
{
    private readonly Dictionary<string, GraphValue> _constants = new(StringComparer.Ordinal);

    /// <summary>Adds a constant, or finds an equal one that the graph has already.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="dims">The shape; empty for a scalar.</param>
    /// <param name="name">The name of the constant if it is new.</param>
    /// <value>A name is made up by default.</value>
    /// <returns>The constant; an equal one keeps its own name.</returns>
    /// <exception cref="ArgumentException">The number of elements doesn't match the shape, or the name is
    /// taken.</exception>
    public GraphValue Initializer(ReadOnlySpan<float> values, ReadOnlySpan<int> dims, string? name = null)
        => Constant(GraphElementType.Float32, MemoryMarshal.AsBytes(values), values.Length, dims, name);

    /// <inheritdoc cref="Initializer(ReadOnlySpan{float}, ReadOnlySpan{int}, string?)"/>
    public GraphValue Initializer(ReadOnlySpan<long> values, ReadOnlySpan<int> dims, string? name = null)
        => Constant(GraphElementType.Int64, MemoryMarshal.AsBytes(values), values.Length, dims, name);

    /// <inheritdoc cref="Initializer(ReadOnlySpan{float}, ReadOnlySpan{int}, string?)"/>
    public GraphValue Initializer(ReadOnlySpan<int> values, ReadOnlySpan<int> dims, string? name = null)
        => Constant(GraphElementType.Int32, MemoryMarshal.AsBytes(values), values.Length, dims, name);

    /// <inheritdoc cref="Initializer(ReadOnlySpan{float}, ReadOnlySpan{int}, string?)"/>
    public GraphValue Initializer(ReadOnlySpan<byte> values, ReadOnlySpan<int> dims, string? name = null)
        => Constant(GraphElementType.UInt8, values, values.Length, dims, name);

    /// <inheritdoc cref="Initializer(ReadOnlySpan{float}, ReadOnlySpan{int}, string?)"/>
    public GraphValue Initializer(ReadOnlySpan<sbyte> values, ReadOnlySpan<int> dims, string? name = null)
        => Constant(GraphElementType.Int8, MemoryMarshal.AsBytes(values), values.Length, dims, name);

    /// <summary>Adds a constant number without dimensions, which broadcasts to every shape.</summary>
    /// <param name="value">The number.</param>
    public GraphValue Scalar(float value) => Initializer([value], []);

    /// <summary>Adds a constant list of integers, such as the sizes or axes that many operators take.</summary>
    /// <param name="values">The integers; the shape is [number of integers].</param>
    public GraphValue Integers(params ReadOnlySpan<int> values)
    {
        long[] wide = new long[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return Initializer(wide, [wide.Length]);
    }

    private GraphValue Constant(
        GraphElementType elementType, ReadOnlySpan<byte> bytes, int count, ReadOnlySpan<int> dims, string? name)
    {
        if (ShapeRules.Count(dims) != count)
        {
            throw new ArgumentException(
                $"Expected {ShapeRules.Count(dims)} elements for an initialiser of shape "
                + $"{ShapeRules.Text(dims)}, got {count}.",
                nameof(dims));
        }

        string key = $"{elementType}{ShapeRules.Text(dims)}{Convert.ToHexString(SHA256.HashData(bytes))}";
        if (_constants.TryGetValue(key, out GraphValue? known))
        {
            return known;
        }

        name ??= string.Create(CultureInfo.InvariantCulture, $"constant_{_constants.Count}");
        GraphValue value = Register(Claim(name), elementType, dims.ToArray());
        TensorProto tensor = new() { Name = name, DataType = (int)elementType, RawData = ByteString.CopyFrom(bytes) };
        foreach (int size in dims)
        {
            tensor.Dims.Add(size);
        }

        _graph.Initializer.Add(tensor);
        _constants.Add(key, value);
        return value;
    }
}
