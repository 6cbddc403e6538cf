using System.Buffers.Binary;

namespace DenseEdge.Imaging;

/// <summary>The content of an <c>.npy</c> file: numbers in C order (the last dimension is the fastest).</summary>
public sealed class NpyArray
{
    private readonly string _name;
    private readonly byte[] _bytes;

    internal NpyArray(string name, string elementType, IReadOnlyList<int> shape, byte[] bytes)
    {
        _name = name;
        _bytes = bytes;
        ElementType = elementType;
        Shape = shape;
        Count = bytes.Length / (elementType[2] - '0');
    }

    /// <summary>NumPy's name of the element type, such as <c>&lt;f4</c>; little-endian whatever the file's order.</summary>
    public string ElementType { get; }

    /// <summary>The length of each dimension; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>Whether the elements are integers or truth values.</summary>
    public bool IsInteger => ElementType[1] != 'f';

    /// <summary>Gets the numbers as 32-bit floating point; 64-bit ones are rounded.</summary>
    public float[] ToSingles()
    {
        var result = new float[Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = IsInteger ? (float)Integer(i) : (float)Floating(i);
        }

        return result;
    }

    /// <summary>Gets the numbers as integers.</summary>
    /// <exception cref="InvalidDataException">
    /// They are floating point, or one is beyond 32 bits; the message names the file.
    /// </exception>
    public int[] ToInt32s()
    {
        if (!IsInteger)
        {
            throw new InvalidDataException(
                $"'{_name}' holds floating point numbers ({ElementType}), expected integers.");
        }

        var result = new int[Count];
        for (int i = 0; i < result.Length; i++)
        {
            Int128 value = Integer(i);
            result[i] = value >= int.MinValue && value <= int.MaxValue
                ? (int)value
                : throw new InvalidDataException($"'{_name}' holds {value}, which is beyond 32 bits.");
        }

        return result;
    }

    /// <summary>Gets class numbers, which some files keep as floating point.</summary>
    /// <exception cref="InvalidDataException">One is no integer of 32 bits; the message names the file.</exception>
    public int[] ToLabels()
    {
        if (IsInteger)
        {
            return ToInt32s();
        }

        var result = new int[Count];
        for (int i = 0; i < result.Length; i++)
        {
            double value = Floating(i);
            result[i] = value is >= int.MinValue and <= int.MaxValue && Math.Floor(value) == value
                ? (int)value
                : throw new InvalidDataException($"'{_name}' holds {value}, expected class numbers (integers).");
        }

        return result;
    }

    private Int128 Integer(int index) => ElementType[1..] switch
    {
        "u1" or "b1" => _bytes[index],
        "i1" => unchecked((sbyte)_bytes[index]),
        "u2" => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(2 * index)),
        "i2" => BinaryPrimitives.ReadInt16LittleEndian(_bytes.AsSpan(2 * index)),
        "u4" => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(4 * index)),
        "i4" => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(4 * index)),
        "u8" => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(8 * index)),
        _ => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(8 * index)),
    };

    private double Floating(int index) => ElementType[1..] switch
    {
        "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(_bytes.AsSpan(2 * index)),
        "f4" => BinaryPrimitives.ReadSingleLittleEndian(_bytes.AsSpan(4 * index)),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(_bytes.AsSpan(8 * index)),
    };
}
