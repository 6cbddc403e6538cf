using System.Globalization;
using System.Text;

namespace DenseEdge.Data.Mat;

/// <summary>Turns the content of a matrix element into an array.</summary>
internal static class MatParser
{
    private const int Complex = 0x08;
    private const int MostDimensions = 32;

    /// <summary>Parses the content of a matrix element.</summary>
    /// <param name="cursor">The bytes within the element.</param>
    /// <param name="place">Where the array is, such as <c>anno.objects(2)</c>; null to take its own name.</param>
    /// <param name="depth">Structs and cells that may still follow within it.</param>
    /// <returns>The array's own name, and the array.</returns>
    internal static (string Name, MatArray Array) Parse(MatCursor cursor, string? place, int depth)
    {
        if (cursor.AtEnd)
        {
            // How the format writes a field that was never set: [].
            return (string.Empty, Empty(cursor, place));
        }

        ReadOnlyMemory<byte> flags = cursor.Next(MatType.UInt32, "the flags of an array");
        if (flags.Length < 4)
        {
            throw cursor.Damaged("the flags of an array are cut off");
        }

        uint word = cursor.ReadUInt32(flags.Span);
        var kind = (MatClass)(word & 0xff);
        if (kind == MatClass.Opaque)
        {
            // Has no dimensions; its first two texts are the variable's name and the class system.
            string own = Name(cursor.Next("the name of an object"));
            return (own, new MatUnsupported(Place(cursor, place ?? own), [1, 1], "an object"));
        }

        int[] shape = Shape(cursor);
        string name = Name(cursor.Next("the name of an array"));
        string where = Place(cursor, place ?? name);
        bool complex = ((word >> 8) & Complex) != 0;
        MatArray array = kind switch
        {
            _ when complex => new MatUnsupported(where, shape, "complex numbers"),
            MatClass.Cell => Cells(cursor, place ?? name, where, shape, depth),
            MatClass.Struct => Structs(cursor, place ?? name, where, shape, depth),
            MatClass.Char => Text(cursor, where, shape),
            >= MatClass.Double and <= MatClass.UInt64 => Numbers(cursor, where, shape),
            MatClass.Sparse => new MatUnsupported(where, shape, "a sparse matrix"),
            MatClass.Object => new MatUnsupported(where, shape, "an object"),
            MatClass.Function => new MatUnsupported(where, shape, "a function handle"),
            _ => throw cursor.Damaged($"{where} has the unknown class {(int)kind}"),
        };
        return (name, array);
    }

    private static MatNumeric Empty(MatCursor cursor, string? place) =>
        new(Place(cursor, place ?? string.Empty), [0, 0], MatType.Double, ReadOnlyMemory<byte>.Empty, cursor.BigEndian);

    private static string Place(MatCursor cursor, string place) => $"'{cursor.File}': {place}";

    private static int[] Shape(MatCursor cursor)
    {
        int[] shape = cursor.NextInt32s("the dimensions of an array");
        long count = 1;
        foreach (int side in shape)
        {
            if (side < 0)
            {
                throw cursor.Damaged($"an array has the dimension {side}");
            }

            count = Math.Min(count * side, long.MaxValue / int.MaxValue / 2);
        }

        return shape.Length is >= 2 and <= MostDimensions && count <= int.MaxValue
            ? shape
            : throw cursor.Damaged($"an array has the dimensions [{string.Join(", ", shape.Take(MostDimensions))}]");
    }

    private static string Name(MatElement element) =>
        Encoding.Latin1.GetString(element.Data.Span).TrimEnd('\0');

    private static int CountOf(int[] shape) => (int)shape.Aggregate(1L, (product, side) => product * side);

    private static MatNumeric Numbers(MatCursor cursor, string where, int[] shape)
    {
        MatElement data = cursor.Next(where);
        int bytes = MatNumeric.BytesOf(data.Type);
        long expected = (long)CountOf(shape) * bytes;
        return bytes > 0 && data.Data.Length == expected
            ? new MatNumeric(where, shape, data.Type, data.Data, cursor.BigEndian)
            : throw cursor.Damaged(
                $"{where} of shape [{string.Join(", ", shape)}] has {data.Data.Length} bytes of type {data.Type}");
    }

    private static MatText Text(MatCursor cursor, string where, int[] shape)
    {
        MatElement data = cursor.Next(where);
        Encoding encoding = data.Type switch
        {
            MatType.Utf8 => Encoding.UTF8,
            MatType.Int8 or MatType.UInt8 => Encoding.Latin1,
            MatType.UInt16 or MatType.Utf16 => cursor.BigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode,
            MatType.Utf32 => new UTF32Encoding(cursor.BigEndian, byteOrderMark: false),
            _ => throw cursor.Damaged($"{where} is text of type {data.Type}"),
        };
        string stored = encoding.GetString(data.Data.Span);
        return new MatText(where, shape, Rows(stored, shape));
    }

    /// <summary>Text is stored column by column.</summary>
    private static string Rows(string stored, int[] shape)
    {
        if (shape[0] <= 1 || stored.Length != CountOf(shape))
        {
            return stored;
        }

        var rows = new StringBuilder(stored.Length + shape[0]);
        for (int row = 0; row < shape[0]; row++)
        {
            rows.Append(row == 0 ? string.Empty : "\n");
            for (int i = row; i < stored.Length; i += shape[0])
            {
                rows.Append(stored[i]);
            }
        }

        return rows.ToString();
    }

    private static MatCell Cells(MatCursor cursor, string place, string where, int[] shape, int depth)
    {
        int count = CountOf(shape);
        CheckRoom(cursor, where, count, depth);
        var cells = new MatArray[count];
        for (int i = 0; i < count; i++)
        {
            cells[i] = Child(cursor, Numbered(place, i, "{", "}"), depth);
        }

        return new MatCell(where, shape, cells);
    }

    private static MatStruct Structs(MatCursor cursor, string place, string where, int[] shape, int depth)
    {
        int[] lengths = cursor.NextInt32s($"the length of field names of {where}");
        if (lengths.Length != 1 || lengths[0] < 1)
        {
            throw cursor.Damaged($"{where} has no length of field names");
        }

        ReadOnlyMemory<byte> text = cursor.Next(MatType.Int8, $"the field names of {where}");
        if (text.Length % lengths[0] != 0)
        {
            throw cursor.Damaged($"{where} has {text.Length} bytes of field names of {lengths[0]} bytes each");
        }

        var fields = new string[text.Length / lengths[0]];
        for (int i = 0; i < fields.Length; i++)
        {
            ReadOnlySpan<byte> field = text.Span.Slice(i * lengths[0], lengths[0]);
            int end = field.IndexOf((byte)0);
            fields[i] = Encoding.Latin1.GetString(end < 0 ? field : field[..end]);
        }

        int count = CountOf(shape);
        CheckRoom(cursor, where, (long)count * fields.Length, depth);
        var values = new MatArray[count * fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            string element = count == 1 ? place : Numbered(place, i / fields.Length, "(", ")");
            values[i] = Child(cursor, $"{element}.{fields[i % fields.Length]}", depth);
        }

        return new MatStruct(where, shape, fields, values);
    }

    private static string Numbered(string place, int index, string open, string close) =>
        place + open + (index + 1).ToString(CultureInfo.InvariantCulture) + close;

    /// <summary>Every array within takes at least a tag: counts that can't be right are found before memory is taken.</summary>
    private static void CheckRoom(MatCursor cursor, string where, long count, int depth)
    {
        if (count * MatCursor.TagBytes > cursor.Left)
        {
            throw cursor.Damaged($"{where} says that {count} arrays follow in {cursor.Left} bytes");
        }

        if (depth == 0 && count > 0)
        {
            throw cursor.Damaged($"{where} lies too deep: structs and cells within each other go on without end");
        }
    }

    private static MatArray Child(MatCursor cursor, string place, int depth)
    {
        ReadOnlyMemory<byte> content = cursor.Next(MatType.Matrix, place);
        return Parse(new MatCursor(cursor.File, content, cursor.BigEndian), place, depth - 1).Array;
    }
}
