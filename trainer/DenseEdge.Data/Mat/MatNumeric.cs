using System.Buffers.Binary;

namespace DenseEdge.Data.Mat;

/// <summary>An array of real numbers or truth values.</summary>
internal sealed class MatNumeric : MatArray
{
    private readonly MatType _storage;
    private readonly ReadOnlyMemory<byte> _data;
    private readonly bool _bigEndian;

    /// <summary>Wraps stored numbers.</summary>
    /// <param name="place">File and place in it, for messages.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <param name="storage">How they are stored, which can be narrower than their class.</param>
    /// <param name="data">As many numbers as the shape says, the first dimension fastest.</param>
    /// <param name="bigEndian">The order of bytes.</param>
    internal MatNumeric(
        string place, IReadOnlyList<int> shape, MatType storage, ReadOnlyMemory<byte> data, bool bigEndian)
        : base(place, shape)
    {
        _storage = storage;
        _data = data;
        _bigEndian = bigEndian;
    }

    internal override string Kind => $"numbers of shape [{string.Join(", ", Shape)}]";

    /// <summary>Whether the stored numbers are floating point.</summary>
    internal bool IsFloating => _storage is MatType.Single or MatType.Double;

    /// <summary>Bytes per number of a storage kind; 0 for one that holds no numbers.</summary>
    internal static int BytesOf(MatType storage) => storage switch
    {
        MatType.Int8 or MatType.UInt8 => 1,
        MatType.Int16 or MatType.UInt16 => 2,
        MatType.Int32 or MatType.UInt32 or MatType.Single => 4,
        MatType.Int64 or MatType.UInt64 or MatType.Double => 8,
        _ => 0,
    };

    /// <summary>Gets the only number.</summary>
    /// <exception cref="InvalidDataException">There are more or none.</exception>
    internal double Scalar() => Count == 1
        ? Value(0)
        : throw new InvalidDataException($"{Place}: expected one number, found {Kind}.");

    /// <summary>Gets the numbers row by row: the last dimension is the fastest.</summary>
    internal float[] ToSingles()
    {
        var result = new float[Count];
        int target = 0;
        foreach (int source in RowMajor())
        {
            result[target++] = (float)Value(source);
        }

        return result;
    }

    /// <summary>Gets the numbers row by row as integers.</summary>
    /// <exception cref="InvalidDataException">One is no integer, or beyond 32 bits.</exception>
    internal int[] ToInt32s()
    {
        var result = new int[Count];
        int target = 0;
        foreach (int source in RowMajor())
        {
            double value = Value(source);
            result[target++] = value is >= int.MinValue and <= int.MaxValue && Math.Floor(value) == value
                ? (int)value
                : throw new InvalidDataException($"{Place}: expected integers of 32 bits, found {value}.");
        }

        return result;
    }

    /// <summary>Gets the places of the elements in the data, in the order of rows.</summary>
    private IEnumerable<int> RowMajor()
    {
        if (Count == 0)
        {
            yield break;
        }

        int rank = Shape.Count;
        var steps = new int[rank];
        int step = 1;
        for (int d = 0; d < rank; d++)
        {
            steps[d] = step;
            step *= Shape[d];
        }

        var index = new int[rank];
        int place = 0;
        while (true)
        {
            yield return place;
            int d = rank - 1;
            for (; d >= 0; d--)
            {
                place += steps[d];
                if (++index[d] < Shape[d])
                {
                    break;
                }

                place -= steps[d] * Shape[d];
                index[d] = 0;
            }

            if (d < 0)
            {
                yield break;
            }
        }
    }

    private double Value(int index)
    {
        ReadOnlySpan<byte> at = _data.Span[(index * BytesOf(_storage))..];
        return _storage switch
        {
            MatType.Int8 => unchecked((sbyte)at[0]),
            MatType.UInt8 => at[0],
            MatType.Int16 => _bigEndian ? BinaryPrimitives.ReadInt16BigEndian(at) : BinaryPrimitives.ReadInt16LittleEndian(at),
            MatType.UInt16 => _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at),
            MatType.Int32 => _bigEndian ? BinaryPrimitives.ReadInt32BigEndian(at) : BinaryPrimitives.ReadInt32LittleEndian(at),
            MatType.UInt32 => _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at),
            MatType.Int64 => _bigEndian ? BinaryPrimitives.ReadInt64BigEndian(at) : BinaryPrimitives.ReadInt64LittleEndian(at),
            MatType.UInt64 => _bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(at) : BinaryPrimitives.ReadUInt64LittleEndian(at),
            MatType.Single => _bigEndian ? BinaryPrimitives.ReadSingleBigEndian(at) : BinaryPrimitives.ReadSingleLittleEndian(at),
            _ => _bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(at) : BinaryPrimitives.ReadDoubleLittleEndian(at),
        };
    }
}
