using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DenseEdge.Sdk.Preprocess;

/// <summary>
/// Resizes RGB bytes to one fixed size: bilinear, pixel centres at half-integers, edges repeated, no antialiasing (the
/// arithmetic that the training data went through). Tables are kept per source size, so frames of one size allocate
/// nothing. Not for several threads at once.
/// </summary>
/// <remarks>
/// Two passes for each row: the two source rows are blended into 16-bit numbers by vector instructions, then the
/// columns are gathered from that one row, which stays in the first-level cache. Weights have 8 bits down and 11 bits
/// across: a result is within one level of the exact value. Both loops are compiled for speed at once: the runtime would
/// replace its quick first version only when a thread is free, which a busy device may not have for long.
/// </remarks>
internal sealed class FrameResizer(int height, int width)
{
    private const int RowBits = 8;
    private const int ColumnBits = 11;
    private const int Channels = 3;

    private readonly int[] _upperRow = new int[height];
    private readonly int[] _lowerRow = new int[height];
    private readonly int[] _rowWeight = new int[height];
    private readonly int[] _leftByte = new int[width];
    private readonly int[] _rightByte = new int[width];
    private readonly int[] _columnWeight = new int[width];
    private ushort[] _blended = [];
    private int _sourceHeight;
    private int _sourceWidth;

    /// <summary>Resizes one frame.</summary>
    /// <param name="source">[sourceHeight, sourceWidth, 3].</param>
    /// <param name="sourceHeight">Height of the source in pixels.</param>
    /// <param name="sourceWidth">Width of the source in pixels.</param>
    /// <param name="target">[height, width, 3].</param>
    /// <param name="rows">Takes every row of the target as soon as it is ready; null if nobody wants them.</param>
    public void Resize(
        ReadOnlySpan<byte> source, int sourceHeight, int sourceWidth, Span<byte> target, IFrameRows? rows = null)
    {
        int stride = width * Channels;
        if (sourceHeight == height && sourceWidth == width)
        {
            Copy(source, target, rows);
            return;
        }

        Prepare(sourceHeight, sourceWidth);
        int sourceStride = sourceWidth * Channels;
        for (int row = 0; row < height; row++)
        {
            Blend(
                source.Slice(_upperRow[row] * sourceStride, sourceStride),
                source.Slice(_lowerRow[row] * sourceStride, sourceStride),
                _rowWeight[row],
                _blended);
            Gather(_blended, target.Slice(row * stride, stride));
            rows?.Take(row, target.Slice(row * stride, stride));
        }
    }

    private void Copy(ReadOnlySpan<byte> source, Span<byte> target, IFrameRows? rows)
    {
        source.CopyTo(target);
        int stride = width * Channels;
        for (int row = 0; rows is not null && row < height; row++)
        {
            rows.Take(row, source.Slice(row * stride, stride));
        }
    }

    private void Prepare(int sourceHeight, int sourceWidth)
    {
        if (sourceHeight == _sourceHeight && sourceWidth == _sourceWidth)
        {
            return;
        }

        FillTable(sourceHeight, height, RowBits, 1, _upperRow, _lowerRow, _rowWeight);
        FillTable(sourceWidth, width, ColumnBits, Channels, _leftByte, _rightByte, _columnWeight);
        _blended = new ushort[sourceWidth * Channels];
        _sourceHeight = sourceHeight;
        _sourceWidth = sourceWidth;
    }

    /// <summary>Finds for each target index both source indices, and the weight of the second.</summary>
    private static void FillTable(int from, int to, int bits, int step, int[] first, int[] second, int[] weight)
    {
        double scale = (double)from / to;
        for (int i = 0; i < to; i++)
        {
            double position = Math.Clamp(((i + 0.5) * scale) - 0.5, 0, from - 1);
            int index = (int)position;
            first[i] = index * step;
            second[i] = Math.Min(index + 1, from - 1) * step;
            weight[i] = (int)Math.Round((position - index) * (1 << bits));
        }
    }

    /// <summary>upper × (256 − weight) + lower × weight, at most 65 280, so that it fits 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blend(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int weight, Span<ushort> result)
    {
        unchecked
        {
            Vector<ushort> lowerWeight = new((ushort)weight);
            Vector<ushort> upperWeight = new((ushort)((1 << RowBits) - weight));
            int i = 0;
            for (; i <= upper.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(upper[i..]), out Vector<ushort> upperLow, out Vector<ushort> upperHigh);
                Vector.Widen(new Vector<byte>(lower[i..]), out Vector<ushort> lowerLow, out Vector<ushort> lowerHigh);
                ((upperLow * upperWeight) + (lowerLow * lowerWeight)).CopyTo(result[i..]);
                ((upperHigh * upperWeight) + (lowerHigh * lowerWeight)).CopyTo(result[(i + Vector<ushort>.Count)..]);
            }

            for (; i < upper.Length; i++)
            {
                result[i] = (ushort)((upper[i] * ((1 << RowBits) - weight)) + (lower[i] * weight));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(ReadOnlySpan<ushort> blended, Span<byte> target)
    {
        const int shift = RowBits + ColumnBits;
        const int half = 1 << (shift - 1);
        unchecked
        {
            // The tables hold only indices inside the row, so the bounds need no check per pixel.
            ref ushort row = ref MemoryMarshal.GetReference(blended);
            ref byte pixel = ref MemoryMarshal.GetReference(target);
            for (int column = 0; column < _leftByte.Length; column++)
            {
                ref ushort left = ref Unsafe.Add(ref row, _leftByte[column]);
                ref ushort right = ref Unsafe.Add(ref row, _rightByte[column]);
                int second = _columnWeight[column];
                int first = (1 << ColumnBits) - second;
                pixel = (byte)(((left * first) + (right * second) + half) >> shift);
                Unsafe.Add(ref pixel, 1) =
                    (byte)(((Unsafe.Add(ref left, 1) * first) + (Unsafe.Add(ref right, 1) * second) + half) >> shift);
                Unsafe.Add(ref pixel, 2) =
                    (byte)(((Unsafe.Add(ref left, 2) * first) + (Unsafe.Add(ref right, 2) * second) + half) >> shift);
                pixel = ref Unsafe.Add(ref pixel, Channels);
            }
        }
    }
}
