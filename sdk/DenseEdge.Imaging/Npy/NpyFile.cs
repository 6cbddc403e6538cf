using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace DenseEdge.Imaging;

/// <summary>
/// NumPy's array files, versions 1.0 to 3.0, C and Fortran order, both byte orders: floating point of 16 to 64 bits, bool,
/// and integers of 8 to 64 bits.
/// </summary>
public static partial class NpyFile
{
    private static readonly string[] Types =
        ["|b1", "|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8", "<f2", "<f4", "<f8"];

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no <c>.npy</c> file, or of a kind listed as missing above.
    /// </exception>
    public static NpyArray Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Array file '{path}' does not exist.", path);
        }

        byte[] file = File.ReadAllBytes(path);
        int offset = HeaderOffset(file, path, out int headerLength);
        string header = Encoding.Latin1.GetString(file, offset, headerLength);
        (string type, bool bigEndian) = ElementType(header, path);
        bool fortran = Field(FortranOrder(), header, path, "fortran_order") == "True";
        int[] shape = Shape(Field(ShapeTuple(), header, path, "shape"), path);
        int width = type[2] - '0';
        byte[] bytes = file[(offset + headerLength)..];
        if (bytes.Length != ExpectedBytes(shape, width, bytes.Length))
        {
            throw new InvalidDataException(
                $"'{path}' is damaged: expected {ExpectedBytes(shape, width, long.MaxValue / 2)} bytes for {type} of " +
                $"({string.Join(", ", shape)}), found {bytes.Length}.");
        }

        if (bigEndian)
        {
            NpyOrder.SwapBytes(bytes, width);
        }

        return new NpyArray(path, type, shape, fortran ? NpyOrder.ToRows(bytes, shape, width) : bytes);
    }

    /// <summary>Writes numbers as float32, version 1.0.</summary>
    /// <param name="path">The file; one that exists is replaced as a whole.</param>
    /// <param name="values">The numbers, the last dimension fastest.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <exception cref="ArgumentException">The numbers don't fill the shape.</exception>
    public static void Write(string path, ReadOnlySpan<float> values, params int[] shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(shape);
        long expected = shape.Aggregate(1L, (product, side) => checked(product * side));
        if (values.Length != expected)
        {
            throw new ArgumentException(
                $"Expected {expected} numbers for the shape ({string.Join(", ", shape)}), got {values.Length}.",
                nameof(values));
        }

        string tuple = shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {tuple}, }}";
        int padded = (((10 + header.Length + 1) + 63) / 64 * 64) - 10;
        byte[] head = [.. Magic, 1, 0, (byte)(padded & 255), (byte)(padded >> 8), .. Encoding.Latin1.GetBytes(
            $"{header.PadRight(padded - 1)}\n")];
        byte[] body = MemoryMarshal.AsBytes(values).ToArray();
        AtomicFile.Write(path, stream =>
        {
            stream.Write(head);
            stream.Write(body);
        });
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex Descriptor();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex FortranOrder();

    [GeneratedRegex(@"'shape'\s*:\s*\(([0-9,\s]*)\)")]
    private static partial Regex ShapeTuple();

    private static int HeaderOffset(byte[] file, string path, out int headerLength)
    {
        if (file.Length < 12 || !file.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException($"'{path}' is not an .npy file.");
        }

        int major = file[6];
        if (major is not (1 or 2 or 3))
        {
            throw new InvalidDataException(
                $"'{path}' has .npy version {major}.{file[7]}; versions 1.0 to 3.0 are supported.");
        }

        long length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8))
            : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        int offset = major == 1 ? 10 : 12;
        if (length > file.Length - offset)
        {
            throw new InvalidDataException(
                $"'{path}' is damaged: its header of {length} bytes is longer than the file.");
        }

        headerLength = (int)length;
        return offset;
    }

    /// <summary>Multiplies the sides, no further than to above a limit.</summary>
    private static long ExpectedBytes(int[] shape, int width, long limit)
    {
        if (shape.Contains(0))
        {
            return 0;
        }

        Int128 product = width;
        foreach (int side in shape)
        {
            product = product > limit ? product : product * side;
        }

        return (long)Int128.Min(product, long.MaxValue);
    }

    /// <summary>Gets the element type as a little-endian one, and whether the file has the other byte order.</summary>
    private static (string Type, bool BigEndian) ElementType(string header, string path)
    {
        if (header.Contains("'descr': [", StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"'{path}' holds records, expected an array of numbers ({string.Join(' ', Types)}).");
        }

        string type = Field(Descriptor(), header, path, "descr");
        string known = type.Length != 3 ? type : type[2] == '1' ? $"|{type[1..]}" : $"<{type[1..]}";
        return Types.Contains(known) && type[0] is '<' or '>' or '=' or '|'
            ? (known, type[0] == '>')
            : throw new InvalidDataException(
                $"'{path}' holds elements of type '{type}', expected one of {string.Join(' ', Types)}.");
    }

    private static string Field(Regex pattern, string header, string path, string field)
    {
        Match match = pattern.Match(header);
        return match.Success
            ? match.Groups[1].Value
            : throw new InvalidDataException($"'{path}' is damaged: its header has no {field}: {header.TrimEnd()}");
    }

    private static int[] Shape(string tuple, string path)
    {
        string[] sides = tuple.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        CultureInfo culture = CultureInfo.InvariantCulture;
        return [.. sides.Select(side => int.TryParse(side, NumberStyles.None, culture, out int value)
            ? value
            : throw new InvalidDataException($"'{path}' has a side of {side} elements, which is too many."))];
    }
}
