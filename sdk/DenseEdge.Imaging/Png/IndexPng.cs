using System.Buffers.Binary;
using System.IO.Compression;
using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>
/// PNG files whose pixels are numbers. Image libraries turn a palette's indices into colours when they read; this
/// reader
/// keeps the numbers. Palette images of 1, 2, 4, 8 bits and grey images of 1, 2, 4, 8, 16 bits, not interlaced.
/// </summary>
/// <remarks>W3C, Portable Network Graphics (PNG) Specification, second edition, 2003; filters: section 9.</remarks>
public static class IndexPng
{
    private const int ColorGrey = 0;
    private const int ColorPalette = 3;

    private static readonly string[] ColorNames =
        ["grey", "1", "RGB colour", "palette", "grey with alpha", "5", "RGB with alpha"];

    /// <summary>Reads the numbers.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no PNG of numbers, interlaced or damaged; the message names it.
    /// </exception>
    public static IndexImage Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Label image '{path}' does not exist.", path);
        }

        return Decode(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads the numbers from memory; see <see cref="Read"/>.</summary>
    /// <param name="bytes">The bytes of a PNG file.</param>
    /// <param name="name">What a message calls it.</param>
    /// <exception cref="InvalidDataException">The bytes are no PNG of numbers, interlaced or damaged.</exception>
    public static IndexImage Decode(byte[] bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        PngHeader? header = null;
        using var compressed = new MemoryStream();
        foreach (PngChunk chunk in PngChunk.ReadAll(bytes, name))
        {
            if (chunk.Type == "IHDR")
            {
                header = PngHeader.Parse(chunk.Data(bytes), name);
                CheckKind(header.Value, name);
            }
            else if (chunk.Type == "IDAT")
            {
                compressed.Write(chunk.Data(bytes));
            }
        }

        if (header is not PngHeader h)
        {
            throw new InvalidDataException($"'{name}' is a damaged PNG: it has no header.");
        }

        compressed.Position = 0;
        byte[] rows = Inflate(compressed, h, name);
        PngFilters.Undo(rows, h.RowBytes, h.PixelBytes, name);
        return new IndexImage(h.Height, h.Width, h.BitDepth, Unpack(rows, h));
    }

    /// <summary>
    /// Writes labels as a palette PNG, so that viewers show the classes' colours and readers get the numbers.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced as a whole.</param>
    /// <param name="labels">[H, W] row by row. 255 (unknown) is black unless there is a class 255.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="classes">The colours, in the order of the values; at most 256. Values beyond it are black.</param>
    /// <exception cref="ArgumentException">The labels don't fill the size, or there are too many classes.</exception>
    public static void Write(
        string path, ReadOnlySpan<byte> labels, int height, int width, IReadOnlyList<LabelClass> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        Planes.Check(labels.Length, height, width, 1, nameof(labels));
        if (classes.Count > 256)
        {
            throw new ArgumentException($"Expected at most 256 classes, got {classes.Count}.", nameof(classes));
        }

        byte[] palette = new byte[256 * 3];
        for (int i = 0; i < classes.Count; i++)
        {
            palette[3 * i] = classes[i].Red;
            palette[(3 * i) + 1] = classes[i].Green;
            palette[(3 * i) + 2] = classes[i].Blue;
        }

        byte[] file = PngWriter.Encode(height, width, 8, ColorPalette, palette, labels);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>Writes numbers as a grey PNG of 8 bits, such as boundaries for other people's evaluation code.</summary>
    /// <param name="path">The file; one that exists is replaced as a whole.</param>
    /// <param name="values">[H, W] row by row.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <exception cref="ArgumentException">The values don't fill the size.</exception>
    public static void Write8(string path, ReadOnlySpan<byte> values, int height, int width)
    {
        Planes.Check(values.Length, height, width, 1, nameof(values));
        byte[] file = PngWriter.Encode(height, width, 8, ColorGrey, null, values);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>Writes numbers as a grey PNG of 16 bits, such as depth in millimetres.</summary>
    /// <param name="path">The file; one that exists is replaced as a whole.</param>
    /// <param name="values">[H, W] row by row.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <exception cref="ArgumentException">The values don't fill the size.</exception>
    public static void Write16(string path, ReadOnlySpan<ushort> values, int height, int width)
    {
        Planes.Check(values.Length, height, width, 1, nameof(values));
        byte[] bytes = new byte[values.Length * 2];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), values[i]);
        }

        byte[] file = PngWriter.Encode(height, width, 16, ColorGrey, null, bytes);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    private static void CheckKind(PngHeader header, string name)
    {
        if (header.ColorType is not (ColorGrey or ColorPalette))
        {
            string kind = header.ColorType < ColorNames.Length ? ColorNames[header.ColorType] : $"{header.ColorType}";
            throw new InvalidDataException(
                $"'{name}' holds {kind} pixels; a label image holds numbers (palette or grey PNG).");
        }

        if (header.Interlaced)
        {
            throw new InvalidDataException(
                $"'{name}' is an interlaced PNG, which is not supported; save it without interlacing.");
        }
    }

    private static byte[] Inflate(Stream compressed, PngHeader header, string name)
    {
        byte[] rows = new byte[checked((header.RowBytes + 1) * header.Height)];
        try
        {
            using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
            int read = zlib.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false);
            if (read != rows.Length)
            {
                throw new InvalidDataException(
                    $"'{name}' is a damaged PNG: expected {rows.Length} bytes of pixels, found {read}.");
            }
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith('\''))
        {
            throw new InvalidDataException($"'{name}' is a damaged PNG: {e.Message}", e);
        }

        return rows;
    }

    private static ushort[] Unpack(byte[] rows, PngHeader header)
    {
        var values = new ushort[header.Height * header.Width];
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = rows.AsSpan((y * (header.RowBytes + 1)) + 1, header.RowBytes);
            Span<ushort> to = values.AsSpan(y * header.Width, header.Width);
            if (header.BitDepth == 16)
            {
                for (int x = 0; x < to.Length; x++)
                {
                    to[x] = BinaryPrimitives.ReadUInt16BigEndian(row[(2 * x)..]);
                }
            }
            else
            {
                int perByte = 8 / header.BitDepth;
                int mask = (1 << header.BitDepth) - 1;
                for (int x = 0; x < to.Length; x++)
                {
                    int shift = 8 - (header.BitDepth * ((x % perByte) + 1));
                    to[x] = (ushort)((row[x / perByte] >> shift) & mask);
                }
            }
        }

        return values;
    }
}
