using System.Numerics;
using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Reads an image at the positions of two tables of taps: bilinear scaling of any window of it.</summary>
internal static class BilinearImage
{
    /// <summary>Scales, and cuts the decimals off, as the reference implementation does before it changes
    /// colours.</summary>
    /// <param name="image">The source.</param>
    /// <param name="rows">Vertical taps.</param>
    /// <param name="columns">Horizontal taps.</param>
    /// <param name="outside">The colour of positions outside the source.</param>
    public static Rgb24Image ToBytes(Rgb24Image image, BilinearTaps rows, BilinearTaps columns, PadColor outside)
    {
        Rgb24Image result = new(rows.First.Length, columns.First.Length);
        Span<byte> target = result.Pixels;
        int length = result.Width * 3;
        float[] line = new float[length];
        RowCache cache = new(image, columns, outside);
        for (int y = 0; y < result.Height; y++)
        {
            Span<byte> bytes = target.Slice(y * length, length);
            if (rows.First[y] < 0)
            {
                FillLine(bytes, outside);
                continue;
            }

            Mix(cache.Get(rows.First[y], rows.Second[y]), cache.Get(rows.Second[y], rows.First[y]), rows.Share[y],
                line);
            unchecked
            {
                for (int i = 0; i < bytes.Length; i++)
                {
                    bytes[i] = (byte)(int)line[i];
                }
            }
        }

        return result;
    }

    /// <summary>Scales a whole image and keeps the decimals.</summary>
    /// <returns>[H, W, 3], 0 to 255.</returns>
    public static float[] ToFloats(Rgb24Image image, int height, int width)
    {
        BilinearTaps rows = BilinearTaps.At(image.Height, height, PixelIndex.Window(0, height));
        BilinearTaps columns = BilinearTaps.At(image.Width, width, PixelIndex.Window(0, width));
        float[] result = new float[height * width * 3];
        RowCache cache = new(image, columns, default);
        for (int y = 0; y < height; y++)
        {
            float[] upper = cache.Get(rows.First[y], rows.Second[y]);
            float[] lower = cache.Get(rows.Second[y], rows.First[y]);
            Mix(upper, lower, rows.Share[y], result.AsSpan(y * width * 3, width * 3));
        }

        return result;
    }

    private static void Mix(float[] upper, float[] lower, float share, Span<float> target)
    {
        float rest = 1 - share;
        int x = 0;
        for (; x <= target.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            ((new Vector<float>(upper, x) * rest) + (new Vector<float>(lower, x) * share)).CopyTo(target[x..]);
        }

        for (; x < target.Length; x++)
        {
            target[x] = (upper[x] * rest) + (lower[x] * share);
        }
    }

    private static void FillLine(Span<byte> line, PadColor color)
    {
        for (int x = 0; x < line.Length; x += 3)
        {
            (line[x], line[x + 1], line[x + 2]) = (color.Red, color.Green, color.Blue);
        }
    }

    /// <summary>Keeps the last two source rows after their horizontal pass: neighbouring target rows share
    /// them.</summary>
    private sealed class RowCache(Rgb24Image image, BilinearTaps columns, PadColor outside)
    {
        private readonly float[][] _lines = [new float[columns.First.Length * 3], new float[columns.First.Length * 3]];
        private readonly int[] _rows = [-1, -1];

        /// <summary>Gets one row; its partner, which the same target row needs, stays in the cache.</summary>
        public float[] Get(int row, int partner)
        {
            for (int slot = 0; slot < _rows.Length; slot++)
            {
                if (_rows[slot] == row)
                {
                    return _lines[slot];
                }
            }

            int free = _rows[0] == partner ? 1 : 0;
            _rows[free] = row;
            HorizontalPass(row, _lines[free]);
            return _lines[free];
        }

        private void HorizontalPass(int row, float[] line)
        {
            ReadOnlySpan<byte> source = image.Pixels.Slice(row * image.Width * 3, image.Width * 3);
            unchecked
            {
                for (int x = 0, t = 0; x < columns.First.Length; x++, t += 3)
                {
                    int a = columns.First[x] * 3;
                    if (a < 0)
                    {
                        (line[t], line[t + 1], line[t + 2]) = (outside.Red, outside.Green, outside.Blue);
                        continue;
                    }

                    int b = columns.Second[x] * 3;
                    float share = columns.Share[x];
                    float rest = 1 - share;
                    line[t] = (source[a] * rest) + (source[b] * share);
                    line[t + 1] = (source[a + 1] * rest) + (source[b + 1] * share);
                    line[t + 2] = (source[a + 2] * rest) + (source[b + 2] * share);
                }
            }
        }
    }
}
