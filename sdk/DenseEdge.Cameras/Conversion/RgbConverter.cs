using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>Turns a raw frame into [H, W, 3] bytes, red first, in one pass.</summary>
internal static class RgbConverter
{
    /// <summary>Converts a frame.</summary>
    /// <param name="source">The raw bytes, at least <see cref="RawLayout.ByteCount"/>.</param>
    /// <param name="layout">Where they lie.</param>
    /// <param name="standard">What Y, U and V stand for; not used for RGB and BGR.</param>
    /// <param name="target">Gets [H, W, 3] bytes.</param>
    /// <exception cref="CameraException">The source is too short.</exception>
    internal static unsafe void Convert(
        ReadOnlySpan<byte> source, in RawLayout layout, YuvStandard standard, Span<byte> target)
    {
        if (source.Length < layout.ByteCount)
        {
            throw new CameraException(
                $"Expected {layout.ByteCount} bytes for a {layout.Format.GStreamerName()} frame of "
                + $"{layout.Width}x{layout.Height} pixels, got {source.Length}.");
        }

        if (target.Length != layout.Height * layout.Width * 3)
        {
            throw new UnreachableException($"A target of {target.Length} bytes for {layout}.");
        }

        fixed (byte* from = source)
        fixed (byte* to = target)
        {
            switch (layout.Format)
            {
                case RawFormat.Rgb:
                    CopyRows(source, layout, target);
                    break;
                case RawFormat.Bgr:
                    SwapRows(from, layout, to);
                    break;
                case RawFormat.Yuyv:
                    Rows<PackedChroma>(from, layout, 0, new YuvMatrix(standard), to);
                    break;
                case RawFormat.Nv12:
                    Rows<PairedChroma>(from, layout, 1, new YuvMatrix(standard), to);
                    break;
                case RawFormat.I420:
                    Rows<PlanarChroma>(from, layout, 1, new YuvMatrix(standard), to);
                    break;
                default:
                    Rows<PlanarChroma>(from, layout, 0, new YuvMatrix(standard), to);
                    break;
            }
        }
    }

    private static void CopyRows(ReadOnlySpan<byte> source, in RawLayout layout, Span<byte> target)
    {
        int row = layout.Width * 3;
        for (int y = 0; y < layout.Height; y++)
        {
            source.Slice(y * layout.Stride, row).CopyTo(target.Slice(y * row, row));
        }
    }

    private static unsafe void SwapRows(byte* source, in RawLayout layout, byte* target)
    {
        unchecked
        {
            for (int y = 0; y < layout.Height; y++)
            {
                byte* from = source + (y * layout.Stride);
                byte* to = target + (y * layout.Width * 3);
                int x = 0;
                // 5 pixels in the first 15 bytes of a vector; the 16th byte is rewritten by the next round.
                for (; x + 6 <= layout.Width; x += 5)
                {
                    Vector128.Store(
                        Vector128.Shuffle(
                            Vector128.Load(from + (x * 3)),
                            Vector128.Create((byte)2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9, 14, 13, 12, 15)),
                        to + (x * 3));
                }

                for (; x < layout.Width; x++)
                {
                    to[x * 3] = from[(x * 3) + 2];
                    to[(x * 3) + 1] = from[(x * 3) + 1];
                    to[(x * 3) + 2] = from[x * 3];
                }
            }
        }
    }

    /// <param name="source">The raw bytes.</param>
    /// <param name="layout">Where they lie.</param>
    /// <param name="rowShift">1 if two rows share a row of colours.</param>
    /// <param name="matrix">The colours.</param>
    /// <param name="target">Gets the pixels.</param>
    private static unsafe void Rows<TChroma>(byte* source, in RawLayout layout, int rowShift, YuvMatrix matrix, byte* target)
        where TChroma : struct, IChroma
    {
        unchecked
        {
            for (int row = 0; row < layout.Height; row++)
            {
                byte* y = source + (row * layout.Stride);
                byte* u = source + layout.UOffset + ((row >> rowShift) * layout.ChromaStride);
                byte* v = source + layout.VOffset + ((row >> rowShift) * layout.ChromaStride);
                byte* rgb = target + (row * layout.Width * 3);
                int x = 0;
                for (; x + 16 <= layout.Width; x += 16)
                {
                    (Vector128<byte> luma, Vector128<short> us, Vector128<short> vs) = TChroma.Load(y, u, v, x);
                    matrix.Convert(luma, us, vs, rgb + (x * 3));
                }

                for (; x < layout.Width; x++)
                {
                    (byte luma, byte one, byte other) = TChroma.LoadOne(y, u, v, x);
                    matrix.Convert(luma, one, other, rgb + (x * 3));
                }
            }
        }
    }
}
