using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Graphs.Evaluation;

/// <summary>
/// A tensor whose elements are known before the graph runs. Floating types are held as 64-bit numbers that were rounded
/// to the element type: a sum, difference, product, quotient or square root that is computed in 64 bits and rounded once
/// equals the one computed in 32 bits, because 53 ≥ 2·24 + 2 (Figueroa, "When is double rounding innocuous?", 1995).
/// </summary>
internal sealed class ConstantTensor
{
    private readonly double[]? _reals;
    private readonly long[]? _integers;

    private ConstantTensor(GraphElementType elementType, int[] dims, double[]? reals, long[]? integers)
    {
        ElementType = elementType;
        Dims = dims;
        _reals = reals;
        _integers = integers;
    }

    public GraphElementType ElementType { get; }

    public int[] Dims { get; }

    public int Count => _reals?.Length ?? _integers!.Length;

    public bool IsReal => _reals is not null;

    public double[] Reals => _reals ?? Array.ConvertAll(_integers!, value => (double)value);

    public long[] Integers => _integers ?? throw new InvalidOperationException($"Expected integers, got {ElementType}.");

    public TensorInfo Info => new(ElementType, Dims);

    /// <summary>Whether the elements of a type can be held.</summary>
    public static bool Supports(GraphElementType type)
        => TensorData.ElementBytes(type) > 0 && type is not (GraphElementType.BFloat16 or GraphElementType.UInt64);

    public static ConstantTensor OfReals(GraphElementType type, int[] dims, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type switch
            {
                GraphElementType.Float32 => (float)values[i],
                GraphElementType.Float16 => (double)(Half)(float)values[i],
                _ => values[i],
            };
        }

        return new ConstantTensor(type, dims, values, null);
    }

    public static ConstantTensor OfIntegers(GraphElementType type, int[] dims, long[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Wrap(type, values[i]);
        }

        return new ConstantTensor(type, dims, null, values);
    }

    public static ConstantTensor Decode(TensorProto tensor)
    {
        GraphElementType type = (GraphElementType)tensor.DataType;
        return TensorData.IsFloating(type)
            ? new ConstantTensor(type, TensorData.Dims(tensor), TensorData.Reals(tensor), null)
            : new ConstantTensor(type, TensorData.Dims(tensor), null, TensorData.Integers(tensor));
    }

    /// <summary>Makes a tensor of the same elements in another order, number or shape.</summary>
    /// <param name="dims">The new shape.</param>
    /// <param name="sources">For each new element the position of the old one.</param>
    public ConstantTensor Take(int[] dims, int[] sources)
        => new(
            ElementType,
            dims,
            _reals is null ? null : Array.ConvertAll(sources, source => _reals[source]),
            _integers is null ? null : Array.ConvertAll(sources, source => _integers[source]));

    public ConstantTensor Reshape(int[] dims) => new(ElementType, dims, _reals, _integers);

    public TensorProto Encode(string name) => ElementType switch
    {
        GraphElementType.Float32 => Store(name, _reals!, value => (float)value),
        GraphElementType.Float16 => Store(name, _reals!, value => (Half)value),
        GraphElementType.Float64 => Store(name, _reals!, value => value),
        GraphElementType.UInt8 or GraphElementType.Bool => Store(name, _integers!, value => unchecked((byte)value)),
        GraphElementType.Int8 => Store(name, _integers!, value => unchecked((sbyte)value)),
        GraphElementType.UInt16 => Store(name, _integers!, value => unchecked((ushort)value)),
        GraphElementType.Int16 => Store(name, _integers!, value => unchecked((short)value)),
        GraphElementType.Int32 => Store(name, _integers!, value => unchecked((int)value)),
        GraphElementType.UInt32 => Store(name, _integers!, value => unchecked((uint)value)),
        GraphElementType.Int64 => Store(name, _integers!, value => value),
        _ => throw new InvalidOperationException($"Expected a type that can be stored, got {ElementType}."),
    };

    private TensorProto Store<TSource, T>(string name, TSource[] values, Converter<TSource, T> convert)
        where T : unmanaged
        => TensorData.Encode<T>(name, ElementType, Dims, Array.ConvertAll(values, convert));

    private static long Wrap(GraphElementType type, long value) => unchecked(type switch
    {
        GraphElementType.UInt8 => (byte)value,
        GraphElementType.Int8 => (sbyte)value,
        GraphElementType.UInt16 => (ushort)value,
        GraphElementType.Int16 => (short)value,
        GraphElementType.Int32 => (int)value,
        GraphElementType.UInt32 => (uint)value,
        GraphElementType.Bool => value == 0 ? 0 : 1,
        _ => value,
    });
}
