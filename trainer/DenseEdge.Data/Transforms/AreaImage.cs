using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Resizes an image by area averages (smaller) or bilinearly (larger), each axis on its own.</summary>
internal static class AreaImage
{
    /// <summary>Resizes one image; values are rounded to the nearest byte.</summary>
    public static Rgb24Image Resize(Rgb24Image image, int height, int width)
    {
        (int First, float[] Weights)[] rows = Filters(image.Height, height);
        (int First, float[] Weights)[] columns = Filters(image.Width, width);
        float[] narrow = new float[image.Height * width * 3];
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> line = image.Pixels.Slice(y * image.Width * 3, image.Width * 3);
            HorizontalPass(line, columns, narrow.AsSpan(y * width * 3, width * 3));
        }

        Rgb24Image result = new(height, width);
        float[] sum = new float[width * 3];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sum);
            (int first, float[] weights) = rows[y];
            for (int k = 0; k < weights.Length; k++)
            {
                AddScaled(narrow.AsSpan((first + k) * width * 3, width * 3), weights[k], sum);
            }

            Span<byte> target = result.Pixels.Slice(y * width * 3, width * 3);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = unchecked((byte)(int)(sum[i] + 0.5f));
            }
        }

        return result;
    }

    private static void HorizontalPass(
        ReadOnlySpan<byte> line, (int First, float[] Weights)[] columns, Span<float> target)
    {
        unchecked
        {
            for (int x = 0; x < columns.Length; x++)
            {
                (int first, float[] weights) = columns[x];
                float red = 0, green = 0, blue = 0;
                for (int k = 0, s = first * 3; k < weights.Length; k++, s += 3)
                {
                    red += weights[k] * line[s];
                    green += weights[k] * line[s + 1];
                    blue += weights[k] * line[s + 2];
                }

                (target[x * 3], target[(x * 3) + 1], target[(x * 3) + 2]) = (red, green, blue);
            }
        }
    }

    private static void AddScaled(ReadOnlySpan<float> line, float weight, Span<float> sum)
    {
        unchecked
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * line[i];
            }
        }
    }

    private static (int First, float[] Weights)[] Filters(int source, int target)
    {
        if (target < source)
        {
            return [.. Enumerable.Range(0, target).Select(i => AreaFilter(i, source, target))];
        }

        BilinearTaps taps = BilinearTaps.At(source, target, PixelIndex.Window(0, target));
        return
        [
            .. Enumerable.Range(0, target).Select<int, (int, float[])>(i => taps.Share[i] == 0
                ? (taps.First[i], [1])
                : (taps.First[i], [1 - taps.Share[i], taps.Share[i]])),
        ];
    }

    private static (int First, float[] Weights) AreaFilter(int position, int source, int target)
    {
        double step = (double)source / target;
        double start = position * step;
        double end = Math.Min(start + step, source);
        int first = (int)start;
        int last = Math.Min((int)Math.Ceiling(end - 1e-9), source) - 1;
        float[] weights = new float[last - first + 1];
        for (int i = first; i <= last; i++)
        {
            weights[i - first] = (float)((Math.Min(end, i + 1) - Math.Max(start, i)) / step);
        }

        return (first, weights);
    }
}
