using System.Buffers.Binary;
using System.Text;

namespace DenseEdge.Imaging;

/// <summary>The content of an <c>.npy</c> file: numbers or texts in C order (the last dimension is the fastest).</summary>
public sealed class NpyArray
{
    private const int CharacterBytes = 4;

    private readonly string _name;
    private readonly string _kind;
    private readonly byte[] _bytes;

    internal NpyArray(string name, string elementType, IReadOnlyList<int> shape, byte[] bytes)
    {
        _name = name;
        _bytes = bytes;
        _kind = elementType[1..];
        ElementType = elementType;
        Shape = shape;
        Count = checked((int)shape.Aggregate(1L, (product, side) => checked(product * side)));
    }

    /// <summary>NumPy's name of the element type, such as <c>&lt;f4</c>; little-endian whatever the file's order.</summary>
    public string ElementType { get; }

    /// <summary>The length of each dimension; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>Whether the elements are integers or truth values.</summary>
    public bool IsInteger => _kind[0] is 'b' or 'i' or 'u';

    /// <summary>Whether the elements are texts.</summary>
    public bool IsText => _kind[0] == 'U';

    /// <summary>Gets the numbers as 32-bit floating point; 64-bit ones are rounded.</summary>
    /// <exception cref="InvalidDataException">The elements are texts; the message names the file.</exception>
    public float[] ToSingles()
    {
        RequireNumbers();
        float[] result = new float[Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = IsInteger ? (float)Integer(i) : (float)Floating(i);
        }

        return result;
    }

    /// <summary>Gets the numbers as 64-bit floating point; integers beyond 53 bits are rounded.</summary>
    /// <exception cref="InvalidDataException">The elements are texts; the message names the file.</exception>
    public double[] ToDoubles()
    {
        RequireNumbers();
        double[] result = new double[Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = IsInteger ? (double)Integer(i) : Floating(i);
        }

        return result;
    }

    /// <summary>Gets the numbers as integers.</summary>
    /// <exception cref="InvalidDataException">
    /// They are floating point or texts, or one is beyond 32 bits; the message names the file.
    /// </exception>
    public int[] ToInt32s() => Array.ConvertAll(ToInt64s(), value => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw new InvalidDataException($"'{_name}' holds {value}, which is beyond 32 bits."));

    /// <summary>Gets class numbers, which some files keep as floating point.</summary>
    /// <exception cref="InvalidDataException">
    /// They are texts, or one is no integer of 32 bits; the message names the file.
    /// </exception>
    public int[] ToLabels() => IsInteger
        ? ToInt32s()
        : Array.ConvertAll(ToDoubles(), value => value is >= int.MinValue and <= int.MaxValue && Math.Floor(value) == value
            ? (int)value
            : throw new InvalidDataException($"'{_name}' holds {value}, expected class numbers (integers)."));

    /// <summary>Gets the numbers as 64-bit integers.</summary>
    /// <exception cref="InvalidDataException">
    /// They are floating point or texts, or one is beyond 63 bits; the message names the file.
    /// </exception>
    public long[] ToInt64s()
    {
        RequireNumbers();
        if (!IsInteger)
        {
            throw new InvalidDataException(
                $"'{_name}' holds floating point numbers ({ElementType}), expected integers.");
        }

        long[] result = new long[Count];
        for (int i = 0; i < result.Length; i++)
        {
            Int128 value = Integer(i);
            result[i] = value <= long.MaxValue
                ? (long)value
                : throw new InvalidDataException($"'{_name}' holds {value}, which is beyond 63 bits.");
        }

        return result;
    }

    /// <summary>Gets the texts, without the zeros that fill them up.</summary>
    /// <exception cref="InvalidDataException">
    /// The elements are numbers, or a text has a character that Unicode does not; the message names the file.
    /// </exception>
    public string[] ToStrings()
    {
        if (!IsText)
        {
            throw new InvalidDataException($"'{_name}' holds numbers ({ElementType}), expected texts.");
        }

        string[] result = new string[Count];
        int length = Count == 0 ? 0 : _bytes.Length / Count;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Text(_bytes.AsSpan(i * length, length));
        }

        return result;
    }

    private string Text(ReadOnlySpan<byte> units)
    {
        StringBuilder text = new();
        for (int start = 0; start < units.Length; start += CharacterBytes)
        {
            uint character = BinaryPrimitives.ReadUInt32LittleEndian(units[start..]);
            text.Append(Rune.TryCreate(character, out Rune rune)
                ? rune.ToString()
                : throw new InvalidDataException($"'{_name}' holds the character 0x{character:x}, which Unicode does not have."));
        }

        return text.ToString().TrimEnd('\0');
    }

    private void RequireNumbers()
    {
        if (IsText)
        {
            throw new InvalidDataException($"'{_name}' holds texts ({ElementType}), expected numbers.");
        }
    }

    private Int128 Integer(int index) => _kind switch
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

    private double Floating(int index) => _kind switch
    {
        "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(_bytes.AsSpan(2 * index)),
        "f4" => BinaryPrimitives.ReadSingleLittleEndian(_bytes.AsSpan(4 * index)),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(_bytes.AsSpan(8 * index)),
    };
}
