using System.Buffers.Binary;

namespace DenseEdge.Bundles.Deltas;

/// <summary>The first bytes of a delta: "DEDELTA1", lengths of both files (64 bits, little endian).</summary>
/// <param name="SourceBytes">Length of the file that it starts from.</param>
/// <param name="ResultBytes">Length of the file that it makes.</param>
internal sealed record DeltaHeader(long SourceBytes, long ResultBytes)
{
    private const int Bytes = 24;

    private static ReadOnlySpan<byte> Magic => "DEDELTA1"u8;

    /// <summary>Describes two files.</summary>
    public static DeltaHeader Of(Stream source, Stream result) => new(source.Length, result.Length);

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is another file.</exception>
    public static DeltaHeader Read(Stream delta)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bool isDelta = delta.ReadAtLeast(bytes, Bytes, throwOnEndOfStream: false) == Bytes
            && bytes[..Magic.Length].SequenceEqual(Magic);
        return isDelta
            ? new DeltaHeader(
                BinaryPrimitives.ReadInt64LittleEndian(bytes[Magic.Length..]), BinaryPrimitives.ReadInt64LittleEndian(
                    bytes[16..]))
            : throw new InvalidDataException("Expected a delta of a model, found something else.");
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream delta)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[Magic.Length..], SourceBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], ResultBytes);
        delta.Write(bytes);
    }
}
