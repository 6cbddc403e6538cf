using System.Buffers.Binary;
using System.Text.Json;
using DenseEdge.Bundles.Json;

namespace DenseEdge.Bundles.Golden;

/// <summary>The file of golden frames: eight bytes "DEGOLD1" and line feed, the header's length (32 bits, little endian), the
/// header as JSON, then every frame's compressed pixels and answers.</summary>
internal static class GoldenFile
{
    private const int MostHeaderBytes = 1 << 18;
    private const int MostOutputPixels = GoldenFrame.MostPixels;
    private const int PrefixBytes = 12;

    private static ReadOnlySpan<byte> Magic => "DEGOLD1\n"u8;

    /// <summary>Writes the file.</summary>
    public static byte[] Write(GoldenHeader header, IReadOnlyList<GoldenFrame> frames)
    {
        GoldenHeader complete = header with { Frames = [.. frames.Select(Entry)] };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(complete, BundleJson.Default.GoldenHeader);
        using MemoryStream file = new();
        file.Write(Magic);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        file.Write(length);
        file.Write(json);
        foreach (GoldenFrame frame in frames)
        {
            file.Write(frame.Pixels);
            foreach (byte[] answer in frame.Answers)
            {
                file.Write(answer);
            }
        }

        return file.ToArray();
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is none, damaged, or larger than allowed.</exception>
    public static GoldenSet Read(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] prefix = new byte[PrefixBytes];
        int length = stream.ReadAtLeast(prefix, PrefixBytes, throwOnEndOfStream: false) == PrefixBytes
            && prefix.AsSpan(0, Magic.Length).SequenceEqual(Magic)
            ? BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(Magic.Length))
            : -1;
        Require(length is > 0 and <= MostHeaderBytes, source, "a file of golden frames", "something else");
        GoldenHeader header = Header(Part(stream, length, source), source);
        List<GoldenFrame> frames = [];
        foreach (GoldenHeader.FrameEntry entry in header.Frames)
        {
            byte[][] parts = [.. entry.Bytes.Select(bytes => Part(stream, bytes, source))];
            frames.Add(new GoldenFrame(entry.Height, entry.Width, parts[0], parts[1..]));
        }

        Require(stream.ReadByte() < 0, source, "the end of the golden frames", "more bytes");
        return new GoldenSet(header, frames);
    }

    private static GoldenHeader.FrameEntry Entry(GoldenFrame frame)
        => new(frame.Height, frame.Width, [frame.Pixels.Length, .. frame.Answers.Select(answer => answer.Length)]);

    private static GoldenHeader Header(byte[] json, string source)
    {
        GoldenHeader header = BundleJson.Read(json, BundleJson.Default.GoldenHeader, source, "the header of golden frames");
        Require(
            header.Format == GoldenHeader.CurrentFormat, source,
            $"golden frames of format {GoldenHeader.CurrentFormat}", $"format {header.Format}");
        Require(
            header.OutputHeight > 0 && header.OutputWidth > 0
                && (long)header.OutputHeight * header.OutputWidth <= MostOutputPixels,
            source, $"answers of at most {MostOutputPixels} pixels", $"{header.OutputHeight}x{header.OutputWidth}");
        Require(
            header.Tasks.Count is > 0 and <= 16 && header.Tasks.Distinct().Count() == header.Tasks.Count, source,
            "different tasks", $"{header.Tasks.Count}");
        Require(
            header.Frames.Count is > 0 and <= GoldenSet.MostFrames, source, $"1 to {GoldenSet.MostFrames} frames",
                $"{header.Frames.Count}");
        long bytes = 0;
        foreach (GoldenHeader.FrameEntry frame in header.Frames)
        {
            Require(
                frame.Height > 0 && frame.Width > 0 && (long)frame.Height * frame.Width <= GoldenFrame.MostPixels, source,
                $"frames of at most {GoldenFrame.MostPixels} pixels", $"{frame.Height}x{frame.Width}");
            Require(
                frame.Bytes.Count == header.Tasks.Count + 1 && frame.Bytes.All(part => part >= 0), source,
                $"{header.Tasks.Count + 1} parts of a frame", $"{frame.Bytes.Count}");
            bytes += frame.Bytes.Sum(part => (long)part);
        }

        Require(bytes <= GoldenSet.MostBytes, source, $"at most {GoldenSet.MostBytes} bytes of golden frames", $"{bytes}");
        return header;
    }

    private static byte[] Part(Stream stream, int length, string source)
    {
        // Grows with what is really there, not with what the header claims.
        using MemoryStream part = new();
        byte[] piece = new byte[Math.Min(length, 1 << 16)];
        while (part.Length < length)
        {
            int read = stream.Read(piece.AsSpan(0, (int)Math.Min(piece.Length, length - part.Length)));
            Require(read > 0, source, $"{length} bytes of golden frames", $"{part.Length}");
            part.Write(piece.AsSpan(0, read));
        }

        return part.ToArray();
    }

    private static void Require(bool isRight, string source, string expected, string found)
    {
        if (!isRight)
        {
            throw new InvalidDataException($"{source}: expected {expected}, found {found}.");
        }
    }
}
