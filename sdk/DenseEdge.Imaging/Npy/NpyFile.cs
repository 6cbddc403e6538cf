using System.Runtime.InteropServices;
using System.Text;

namespace DenseEdge.Imaging;

/// <summary>
/// NumPy's array files, versions 1.0 to 3.0, C and Fortran order, both byte orders: truth values, integers of 8 to 64 bits,
/// floating point numbers of 16 to 64 bits, and text of fixed length.
/// </summary>
public static class NpyFile
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no <c>.npy</c> file, or of a kind that is not listed above.
    /// </exception>
    public static NpyArray Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Array file '{path}' does not exist.", path);
        }

        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Writes numbers as float32, version 1.0.</summary>
    /// <param name="path">The file; one that exists is replaced as a whole.</param>
    /// <param name="values">The numbers, the last dimension fastest.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <exception cref="ArgumentException">The numbers don't fill the shape.</exception>
    public static void Write(string path, ReadOnlySpan<float> values, params int[] shape)
    {
        Write(path, "<f4", values.Length, MemoryMarshal.AsBytes(values), shape);
    }

    /// <summary>Writes bytes as uint8, version 1.0.</summary>
    /// <param name="path">The file; one that exists is replaced as a whole.</param>
    /// <param name="values">The numbers, the last dimension fastest.</param>
    /// <param name="shape">The length of each dimension.</param>
    /// <exception cref="ArgumentException">The numbers don't fill the shape.</exception>
    public static void Write(string path, ReadOnlySpan<byte> values, params int[] shape)
        => Write(path, "|u1", values.Length, values, shape);

    /// <summary>Reads a file that is in memory already.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="InvalidDataException">It is no <c>.npy</c> file of a supported kind.</exception>
    internal static NpyArray Parse(ReadOnlySpan<byte> file, string name)
    {
        NpyHeader header = NpyHeader.Parse(file, name);
        ReadOnlySpan<byte> stored = file[header.DataOffset..];
        Int128 expected = header.ElementBytes;
        foreach (int side in header.Shape)
        {
            // A product that is too large already stays too large, so that no damaged header can overflow it.
            expected = expected > stored.Length && side > 0 ? long.MaxValue : expected * side;
        }

        return expected == stored.Length
            ? new NpyArray(name, header.ElementType.Replace('>', '<'), header.Shape, NpyLayout.Normalize(header, stored))
            : throw new InvalidDataException(
                $"'{name}' is damaged: expected {expected} bytes for {header.ElementType} of " +
                $"({string.Join(", ", header.Shape)}), found {stored.Length}.");
    }

    private static void Write(string path, string elementType, int count, ReadOnlySpan<byte> values, int[] shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(shape);
        long expected = shape.Aggregate(1L, (product, side) => checked(product * side));
        if (count != expected)
        {
            throw new ArgumentException(
                $"Expected {expected} numbers for the shape ({string.Join(", ", shape)}), got {count}.", nameof(values));
        }

        string tuple = shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        string header = $"{{'descr': '{elementType}', 'fortran_order': False, 'shape': {tuple}, }}";
        int padded = (((10 + header.Length + 1) + 63) / 64 * 64) - 10;
        byte[] head = [.. Magic, 1, 0, (byte)(padded & 255), (byte)(padded >> 8), .. Encoding.Latin1.GetBytes(
            $"{header.PadRight(padded - 1)}\n")];
        byte[] body = values.ToArray();
        AtomicFile.Write(path, stream =>
        {
            stream.Write(head);
            stream.Write(body);
        });
    }
}
