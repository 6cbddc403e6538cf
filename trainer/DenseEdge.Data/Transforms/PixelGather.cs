using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Moves whole label pixels: the target pixel (y, x) takes the source pixel (rows[y], columns[x]).</summary>
/// <remarks>
/// Scaling, cropping, flipping and padding of labels differ only in these two tables, so a chain of them is one gather
/// over composed tables. An index of -1 stands for a pixel outside the source and gives the label's value for
/// "unknown".
/// </remarks>
internal static class PixelGather
{
    /// <summary>The index of a pixel outside the source.</summary>
    public const int Outside = -1;

    /// <summary>Gathers every label of a sample and sets the image that belongs to them.</summary>
    /// <param name="sample">The source.</param>
    /// <param name="image">The image of the result, as high and wide as the tables are long.</param>
    /// <param name="rows">The source row of each target row.</param>
    /// <param name="columns">The source column of each target column.</param>
    /// <param name="depthDivisor">What depths are divided by.</param>
    /// <param name="mirrored">Whether the columns run backwards, so that normals change their side.</param>
    public static DenseSample Sample(
        DenseSample sample, Rgb24Image image, int[] rows, int[] columns, float depthDivisor = 1, bool mirrored =
            false) =>
        sample with
        {
            Image = image,
            Segmentation = Labels(sample.Segmentation, rows, columns),
            Depth = Depth(sample.Depth, rows, columns, depthDivisor),
            Normals = Normals(sample.Normals, rows, columns, mirrored),
            Boundaries = Labels(sample.Boundaries, rows, columns),
            HumanParts = Labels(sample.HumanParts, rows, columns),
            Saliency = Labels(sample.Saliency, rows, columns),
        };

    /// <summary>Gathers classes; outside lies 255.</summary>
    public static LabelMap? Labels(LabelMap? map, int[] rows, int[] columns)
    {
        if (map is null)
        {
            return null;
        }

        byte[] labels = new byte[rows.Length * columns.Length];
        Plane(map.Labels, map.Width, rows, columns, DenseSample.Ignore, labels);
        return new LabelMap(rows.Length, columns.Length, labels);
    }

    /// <summary>Gathers an image without interpolation; outside lies the given colour.</summary>
    public static Rgb24Image Image(Rgb24Image image, int[] rows, int[] columns, PadColor outside)
    {
        Rgb24Image result = new(rows.Length, columns.Length);
        Span<byte> target = result.Pixels;
        ReadOnlySpan<byte> source = image.Pixels;
        unchecked
        {
            for (int y = 0, t = 0; y < rows.Length; y++)
            {
                int row = rows[y] * image.Width;
                for (int x = 0; x < columns.Length; x++, t += 3)
                {
                    bool inside = rows[y] >= 0 && columns[x] >= 0;
                    int s = inside ? (row + columns[x]) * 3 : 0;
                    target[t] = inside ? source[s] : outside.Red;
                    target[t + 1] = inside ? source[s + 1] : outside.Green;
                    target[t + 2] = inside ? source[s + 2] : outside.Blue;
                }
            }
        }

        return result;
    }

    private static DepthMap? Depth(DepthMap? map, int[] rows, int[] columns, float divisor)
    {
        if (map is null)
        {
            return null;
        }

        float[] meters = new float[rows.Length * columns.Length];
        Plane(map.Meters, map.Width, rows, columns, 0, meters);
        if (divisor != 1)
        {
            foreach (ref float depth in meters.AsSpan())
            {
                depth /= divisor;
            }
        }

        return new DepthMap(rows.Length, columns.Length, meters);
    }

    private static NormalMap? Normals(NormalMap? map, int[] rows, int[] columns, bool mirrored)
    {
        if (map is null)
        {
            return null;
        }

        int plane = rows.Length * columns.Length;
        int sourcePlane = map.Height * map.Width;
        float[] components = new float[3 * plane];
        for (int c = 0; c < 3; c++)
        {
            ReadOnlySpan<float> source = map.Components.AsSpan(c * sourcePlane, sourcePlane);
            Plane(source, map.Width, rows, columns, 0, components.AsSpan(c * plane, plane));
        }

        if (mirrored)
        {
            foreach (ref float x in components.AsSpan(0, plane))
            {
                x = -x;
            }
        }

        return new NormalMap(rows.Length, columns.Length, components);
    }

    private static void Plane<T>(
        ReadOnlySpan<T> source, int sourceWidth, int[] rows, int[] columns, T outside, Span<T> target)
        where T : unmanaged
    {
        // Padding lies at the two ends only, so the loop in between need not ask.
        int first = Array.FindIndex(columns, column => column >= 0);
        int end = Array.FindLastIndex(columns, column => column >= 0) + 1;
        for (int y = 0; y < rows.Length; y++)
        {
            Span<T> line = target.Slice(y * columns.Length, columns.Length);
            if (rows[y] < 0 || first < 0)
            {
                line.Fill(outside);
                continue;
            }

            line[..first].Fill(outside);
            line[end..].Fill(outside);
            ReadOnlySpan<T> sourceLine = source.Slice(rows[y] * sourceWidth, sourceWidth);
            unchecked
            {
                for (int x = first; x < end; x++)
                {
                    line[x] = sourceLine[columns[x]];
                }
            }
        }
    }
}
