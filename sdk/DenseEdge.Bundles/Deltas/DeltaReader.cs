using System.IO.Compression;
using System.Security.Cryptography;
using DenseEdge.Storage;

namespace DenseEdge.Bundles.Deltas;

/// <summary>Carries out the steps of a delta. Nothing in it is believed: every position and length is checked, and the result's
/// digest decides.</summary>
internal sealed class DeltaReader : IDisposable
{
    private const int LargestShift = 56;

    private readonly byte[] _data = GC.AllocateUninitializedArray<byte>(DeltaStep.MostBytes);
    private readonly byte[] _old = GC.AllocateUninitializedArray<byte>(DeltaStep.MostBytes);
    private readonly byte[] _new = GC.AllocateUninitializedArray<byte>(DeltaStep.MostBytes);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _source;
    private readonly Stream _steps;
    private readonly WritableFile _file;
    private readonly long _size;
    private long _written;

    private DeltaReader(Stream source, Stream steps, WritableFile file, long size)
    {
        _source = source;
        _steps = steps;
        _file = file;
        _size = size;
    }

    /// <summary>Makes a file.</summary>
    /// <exception cref="InvalidDataException">The delta is wrong.</exception>
    public static void Run(Stream source, Stream delta, WritableFile file, string digest, long size)
    {
        DeltaHeader header = DeltaHeader.Read(delta);
        if (header.SourceBytes != source.Length || header.ResultBytes != size)
        {
            throw new InvalidDataException(
                $"Expected a delta from {source.Length} to {size} bytes, found one from {header.SourceBytes} to "
                + $"{header.ResultBytes}.");
        }

        using BrotliStream steps = new(delta, CompressionMode.Decompress, leaveOpen: true);
        using DeltaReader reader = new(source, steps, file, size);
        try
        {
            reader.Run(digest);
        }
        catch (Exception fault) when (fault is InvalidOperationException or EndOfStreamException)
        {
            throw new InvalidDataException("Expected a delta of a model, found a damaged one.", fault);
        }
    }

    public void Dispose() => _hash.Dispose();

    private void Run(string digest)
    {
        while (true)
        {
            switch (Byte())
            {
                case DeltaStep.End:
                    RequireResult(digest);
                    return;
                case DeltaStep.Copy:
                    Copy(Number(), Number());
                    break;
                case DeltaStep.Literal:
                    Write(Data(Number()));
                    break;
                case DeltaStep.Difference:
                    Difference(Number(), Number(), (DeltaElement)Byte());
                    break;
                case var step:
                    throw new InvalidDataException($"Expected a step of a delta, found {step}.");
            }
        }
    }

    private void Copy(long position, long bytes)
    {
        RequireInside(position, bytes);
        _source.Position = position;
        while (bytes > 0)
        {
            Span<byte> piece = _old.AsSpan(0, (int)Math.Min(bytes, _old.Length));
            _source.ReadExactly(piece);
            Write(piece);
            bytes -= piece.Length;
        }
    }

    private void Difference(long position, long bytes, DeltaElement element)
    {
        RequireInside(position, bytes);
        if (!Enum.IsDefined(element) || bytes % ElementDifference.Width(element) != 0)
        {
            throw new InvalidDataException(
                $"Expected whole elements of a known kind in a delta, found {bytes} bytes of {element}.");
        }

        ReadOnlySpan<byte> planes = Data(bytes);
        Span<byte> old = _old.AsSpan(0, (int)bytes);
        Span<byte> result = _new.AsSpan(0, (int)bytes);
        _source.Position = position;
        _source.ReadExactly(old);
        ElementDifference.Decode(element, old, planes, result);
        Write(result);
    }

    private ReadOnlySpan<byte> Data(long bytes)
    {
        if (bytes is < 0 or > DeltaStep.MostBytes)
        {
            throw new InvalidDataException($"Expected at most {DeltaStep.MostBytes} bytes in a step of a delta, found {bytes}.");
        }

        Span<byte> data = _data.AsSpan(0, (int)bytes);
        _steps.ReadExactly(data);
        return data;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _size - _written)
        {
            throw new InvalidDataException($"Expected a delta that makes {_size} bytes, found one that makes more.");
        }

        _file.Write(bytes);
        _hash.AppendData(bytes);
        _written += bytes.Length;
    }

    private void RequireInside(long position, long bytes)
    {
        if (position < 0 || bytes < 0 || bytes > _source.Length || position > _source.Length - bytes)
        {
            throw new InvalidDataException(
                $"Expected a part of the old model's {_source.Length} bytes, found {bytes} bytes from {position} in the delta.");
        }
    }

    private void RequireResult(string digest)
    {
        string found = BlobDigest.FromHash(_hash.GetHashAndReset());
        if (_written != _size || found != digest)
        {
            throw new InvalidDataException(
                $"Expected a delta that makes {digest}, found one that makes {found}: it was made for another model.");
        }
    }

    private byte Byte()
    {
        int value = _steps.ReadByte();
        return value >= 0 ? (byte)value : throw new EndOfStreamException();
    }

    private long Number()
    {
        long value = 0;
        for (int shift = 0; shift < LargestShift; shift += 7)
        {
            byte part = Byte();
            value |= (long)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("Expected a number in the delta, found one that doesn't end.");
    }
}
