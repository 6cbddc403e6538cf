using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DenseEdge.Imaging;

/// <summary>What the head of an <c>.npy</c> file says about the bytes behind it.</summary>
/// <param name="ElementType">NumPy's name of the element type with the byte order spelled out, such as <c>&lt;f4</c>.</param>
/// <param name="UnitBytes">What byte order applies to: the bytes of a number, or of one character of a text.</param>
/// <param name="Units">Numbers per element: 1, or the fixed length of a text.</param>
/// <param name="IsFortranOrder">Whether the first dimension is the fastest.</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="DataOffset">Where the elements start.</param>
internal sealed partial record NpyHeader(
    string ElementType, int UnitBytes, int Units, bool IsFortranOrder, int[] Shape, int DataOffset)
{
    private const string Supported = "b1, u1 to u8, i1 to i8, f2, f4, f8 and U (text)";
    private const int CharacterBytes = 4;

    private static readonly string[] Numbers = ["b1", "u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8"];

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether the bytes of a unit stand in the order that this program's numbers do not have.</summary>
    public bool IsBigEndian => ElementType[0] == '>';

    /// <summary>Bytes of an element.</summary>
    public int ElementBytes => UnitBytes * Units;

    /// <summary>Reads the head.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">The file is no <c>.npy</c> file of a supported kind.</exception>
    public static NpyHeader Parse(ReadOnlySpan<byte> file, string name)
    {
        int offset = HeadOffset(file, name, out int length);
        string head = Encoding.Latin1.GetString(file.Slice(offset, length));
        (string type, int unitBytes, int units) = ElementTypeOf(head, name);
        bool fortran = Field(FortranOrder(), head, name, "fortran_order") == "True";
        int[] shape = ShapeOf(Field(ShapeTuple(), head, name, "shape"), name);
        return new NpyHeader(type, unitBytes, units, fortran, shape, offset + length);
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex Descriptor();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex FortranOrder();

    [GeneratedRegex(@"'shape'\s*:\s*\(([0-9,\s]*)\)")]
    private static partial Regex ShapeTuple();

    private static int HeadOffset(ReadOnlySpan<byte> file, string name, out int headLength)
    {
        if (file.Length < 12 || !file.StartsWith(Magic))
        {
            throw new InvalidDataException($"'{name}' is not an .npy file.");
        }

        int major = file[6];
        if (major is not (1 or 2 or 3))
        {
            throw new InvalidDataException(
                $"'{name}' has .npy version {major}.{file[7]}; versions 1.0 to 3.0 are supported.");
        }

        long length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        int offset = major == 1 ? 10 : 12;
        if (length > file.Length - offset)
        {
            throw new InvalidDataException(
                $"'{name}' is damaged: its header of {length} bytes is longer than the file.");
        }

        headLength = (int)length;
        return offset;
    }

    private static (string Type, int UnitBytes, int Units) ElementTypeOf(string head, string name)
    {
        if (head.Contains("'descr': [", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{name}' holds records, expected an array of {Supported}.");
        }

        string given = Field(Descriptor(), head, name, "descr");
        char order = given.Length > 0 ? given[0] switch { '=' => '<', _ => given[0] } : '?';
        string kind = given.Length > 1 ? given[1..] : string.Empty;
        if (order is '<' or '>' or '|' && Numbers.Contains(kind))
        {
            int bytes = kind[1] - '0';
            return ((bytes == 1 ? '|' : order) + kind, bytes, 1);
        }

        bool isText = order is '<' or '>' && kind.StartsWith('U')
            && int.TryParse(kind.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isText
            ? (order + kind, CharacterBytes, int.Parse(kind.AsSpan(1), CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"'{name}' holds elements of type '{given}', expected one of {Supported}.");
    }

    private static string Field(Regex pattern, string head, string name, string field)
    {
        Match match = pattern.Match(head);
        return match.Success
            ? match.Groups[1].Value
            : throw new InvalidDataException($"'{name}' is damaged: its header has no {field}: {head.TrimEnd()}");
    }

    private static int[] ShapeOf(string tuple, string name)
    {
        string[] sides = tuple.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        CultureInfo culture = CultureInfo.InvariantCulture;
        return [.. sides.Select(side => int.TryParse(side, NumberStyles.None, culture, out int value)
            ? value
            : throw new InvalidDataException($"'{name}' has a side of {side} elements, which is too many."))];
    }
}
