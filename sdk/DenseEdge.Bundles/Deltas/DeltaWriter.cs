using System.IO.Compression;

namespace DenseEdge.Bundles.Deltas;

/// <summary>Writes the steps of a delta. Copies that follow each other become one.</summary>
internal sealed class DeltaWriter(Stream target) : IDisposable
{
    private readonly BrotliStream _stream = new(target, CompressionLevel.SmallestSize, leaveOpen: true);
    private long _copyFrom;
    private long _copyBytes;

    public void Copy(long position, long bytes)
    {
        if (_copyBytes > 0 && _copyFrom + _copyBytes == position)
        {
            _copyBytes += bytes;
            return;
        }

        WriteCopy();
        (_copyFrom, _copyBytes) = (position, bytes);
    }

    public void Literal(ReadOnlySpan<byte> bytes)
    {
        WriteCopy();
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> piece = bytes[..Math.Min(bytes.Length, DeltaStep.MostBytes)];
            _stream.WriteByte(DeltaStep.Literal);
            Number(piece.Length);
            _stream.Write(piece);
            bytes = bytes[piece.Length..];
        }
    }

    public void Difference(long position, DeltaElement element, ReadOnlySpan<byte> planes)
    {
        WriteCopy();
        _stream.WriteByte(DeltaStep.Difference);
        Number(position);
        Number(planes.Length);
        _stream.WriteByte((byte)element);
        _stream.Write(planes);
    }

    public void Dispose()
    {
        WriteCopy();
        _stream.WriteByte(DeltaStep.End);
        _stream.Dispose();
    }

    private void WriteCopy()
    {
        if (_copyBytes > 0)
        {
            _stream.WriteByte(DeltaStep.Copy);
            Number(_copyFrom);
            Number(_copyBytes);
            _copyBytes = 0;
        }
    }

    private void Number(long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _stream.WriteByte((byte)((value & 0x7f) | 0x80));
        }

        _stream.WriteByte((byte)value);
    }
}
