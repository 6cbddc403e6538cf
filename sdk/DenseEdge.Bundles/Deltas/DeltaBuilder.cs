using System.IO.Compression;
using System.Security.Cryptography;

namespace DenseEdge.Bundles.Deltas;

/// <summary>Goes through the new file from its first byte to its last and says how to make each part of it.</summary>
internal sealed class DeltaBuilder
{
    private const int EstimateQuality = 4;
    private const int EstimateWindowBits = 20;
    private const int SmallestCopy = 32;

    private readonly Stream _source;
    private readonly Stream _result;
    private readonly DeltaWriter _writer;
    private readonly IReadOnlyList<TensorRange> _sourceTensors;
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private Dictionary<string, TensorRange>? _byContent;

    public DeltaBuilder(Stream source, Stream result, DeltaWriter writer)
    {
        _source = source;
        _result = result;
        _writer = writer;
        _sourceTensors = TensorMap.Read(source);
        for (int i = 0; i < _sourceTensors.Count; i++)
        {
            _byName.TryAdd(_sourceTensors[i].Name, i);
        }
    }

    /// <summary>Writes the whole delta.</summary>
    public IReadOnlyList<TensorChange> Run()
    {
        List<TensorChange> changes = [];
        long position = 0;
        int before = -1;
        foreach (TensorRange tensor in TensorMap.Read(_result))
        {
            int partner = _byName.TryGetValue(tensor.Name, out int index) ? index : -1;
            Between(position, tensor.Position, before + 1, partner);
            changes.Add(Tensor(tensor, partner < 0 ? null : _sourceTensors[partner]));
            position = tensor.End;
            before = partner < 0 ? before : partner;
        }

        Between(position, _result.Length, before + 1, _sourceTensors.Count);
        return changes;
    }

    /// <summary>What lies between two tensors: nodes, names, shapes. What it begins and ends with may be what the old file has
    /// there.</summary>
    private void Between(long start, long end, int nextOld, int partner)
    {
        byte[] bytes = Read(_result, start, end - start);
        (long oldStart, long oldEnd) = OldGap(nextOld, partner);
        byte[] old = Read(_source, oldStart, oldEnd - oldStart);
        int head = bytes.AsSpan().CommonPrefixLength(old);
        int tail = 0;
        int most = Math.Min(bytes.Length, old.Length) - head;
        while (tail < most && bytes[^(tail + 1)] == old[^(tail + 1)])
        {
            tail++;
        }

        // A short copy costs more than the bytes, unless it goes on with the copy before or behind it.
        bool isWhole = head == bytes.Length;
        head = isWhole || head >= SmallestCopy ? head : 0;
        tail = tail >= SmallestCopy ? tail : 0;
        Copy(oldStart, head);
        _writer.Literal(bytes.AsSpan(head, bytes.Length - head - tail));
        Copy(oldEnd - tail, tail);
    }

    private void Copy(long position, int bytes)
    {
        if (bytes > 0)
        {
            _writer.Copy(position, bytes);
        }
    }

    private (long Start, long End) OldGap(int nextOld, int partner)
    {
        int next = partner >= 0 ? partner : Math.Min(nextOld, _sourceTensors.Count);
        long start = next == 0 ? 0 : _sourceTensors[next - 1].End;
        long end = next == _sourceTensors.Count ? _source.Length : _sourceTensors[next].Position;

        // Initialisers of a hostile file may claim any order.
        return start <= end ? (start, end) : (0, 0);
    }

    private TensorChange Tensor(TensorRange tensor, TensorRange? partner)
    {
        if (partner is null || partner.Bytes != tensor.Bytes || partner.DataType != tensor.DataType)
        {
            return SameContent(tensor) is { } twin ? Copied(tensor, twin) : Whole(tensor);
        }

        return Pieces(tensor, partner);
    }

    private TensorChange Copied(TensorRange tensor, TensorRange twin)
    {
        _writer.Copy(twin.Position, twin.Bytes);
        return new TensorChange(tensor.Name, TensorChangeKind.Same, tensor.Bytes, 0, 0);
    }

    private TensorChange Whole(TensorRange tensor)
    {
        long cost = 0;
        for (long done = 0; done < tensor.Bytes; done += DeltaStep.MostBytes)
        {
            byte[] piece = Read(_result, tensor.Position + done, Math.Min(DeltaStep.MostBytes, tensor.Bytes - done));
            cost += Estimate(piece);
            _writer.Literal(piece);
        }

        return new TensorChange(tensor.Name, TensorChangeKind.Literal, tensor.Bytes, 1, cost);
    }

    private TensorChange Pieces(TensorRange tensor, TensorRange partner)
    {
        TensorChangeKind kind = TensorChangeKind.Same;
        long cost = 0, changed = 0;
        int width = tensor.Element is { } element && tensor.Bytes % ElementDifference.Width(element) == 0
            ? ElementDifference.Width(element)
            : 1;
        for (long done = 0; done < tensor.Bytes; done += DeltaStep.MostBytes)
        {
            long length = Math.Min(DeltaStep.MostBytes, tensor.Bytes - done);
            byte[] piece = Read(_result, tensor.Position + done, length);
            byte[] old = Read(_source, partner.Position + done, length);
            if (piece.AsSpan().SequenceEqual(old))
            {
                _writer.Copy(partner.Position + done, length);
                continue;
            }

            changed += CountChanged(piece, old, width);
            (TensorChangeKind how, long bytes) = Piece(tensor, partner.Position + done, piece, old);
            kind = kind == TensorChangeKind.Literal ? kind : how;
            cost += bytes;
        }

        return new TensorChange(tensor.Name, kind, tensor.Bytes, (double)changed * width / tensor.Bytes, cost);
    }

    /// <summary>Writes whichever compresses better: the piece, or its differences.</summary>
    private (TensorChangeKind Kind, long Bytes) Piece(TensorRange tensor, long oldPosition, byte[] piece, byte[] old)
    {
        long whole = Estimate(piece);
        if (tensor.Element is { } element && piece.Length % ElementDifference.Width(element) == 0)
        {
            byte[] planes = new byte[piece.Length];
            ElementDifference.Encode(element, old, piece, planes);
            long difference = Estimate(planes);
            if (difference < whole)
            {
                _writer.Difference(oldPosition, element, planes);
                return (TensorChangeKind.Difference, difference);
            }
        }

        _writer.Literal(piece);
        return (TensorChangeKind.Literal, whole);
    }

    private TensorRange? SameContent(TensorRange tensor)
    {
        if (_byContent is null)
        {
            _byContent = new Dictionary<string, TensorRange>(StringComparer.Ordinal);
            foreach (TensorRange old in _sourceTensors)
            {
                _byContent.TryAdd(Content(_source, old), old);
            }
        }

        return tensor.Bytes >= SmallestCopy && _byContent.TryGetValue(Content(_result, tensor), out TensorRange? twin)
            ? twin
            : null;
    }

    private static string Content(Stream file, TensorRange tensor)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long done = 0; done < tensor.Bytes; done += DeltaStep.MostBytes)
        {
            hash.AppendData(Read(file, tensor.Position + done, Math.Min(DeltaStep.MostBytes, tensor.Bytes - done)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static long CountChanged(byte[] piece, byte[] old, int width)
    {
        long changed = 0;
        for (int i = 0; i + width <= piece.Length; i += width)
        {
            changed += piece.AsSpan(i, width).SequenceEqual(old.AsSpan(i, width)) ? 0 : 1;
        }

        return changed;
    }

    private static long Estimate(byte[] bytes)
    {
        byte[] room = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, room, out int written, EstimateQuality, EstimateWindowBits)
            ? written
            : bytes.Length;
    }

    private static byte[] Read(Stream file, long position, long bytes)
    {
        byte[] read = new byte[bytes];
        file.Position = position;
        file.ReadExactly(read);
        return read;
    }
}
