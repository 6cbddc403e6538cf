namespace DenseEdge.Data.Transforms;

/// <summary>The tables of source rows or columns that <see cref="PixelGather"/> reads.</summary>
internal static class PixelIndex
{
    /// <summary>Nearest neighbour as OpenCV picks it: floor(target / f) with f = target size / source size.</summary>
    public static int[] Scale(int source, int target)
    {
        double step = 1 / ((double)target / source);
        int[] index = new int[target];
        for (int i = 0; i < target; i++)
        {
            index[i] = Math.Min((int)Math.Floor(i * step), source - 1);
        }

        return index;
    }

    /// <summary>Nearest neighbour of the pixel centres, which fits an image that was resized about its pixel
    /// centres.</summary>
    public static int[] ScaleCentered(int source, int target)
    {
        int[] index = new int[target];
        for (int i = 0; i < target; i++)
        {
            index[i] = (int)(((2L * i) + 1) * source / (2L * target));
        }

        return index;
    }

    /// <summary>A part of the source, from left to right or from right to left.</summary>
    public static int[] Window(int start, int length, bool backwards = false)
    {
        int[] index = new int[length];
        for (int i = 0; i < length; i++)
        {
            index[i] = backwards ? start + length - 1 - i : start + i;
        }

        return index;
    }

    /// <summary>Surrounds a table with <see cref="PixelGather.Outside"/> to a length; the odd one goes to the
    /// end.</summary>
    public static int[] Pad(int[] index, int length)
    {
        if (index.Length >= length)
        {
            return index;
        }

        int[] padded = new int[length];
        Array.Fill(padded, PixelGather.Outside);
        index.CopyTo(padded, (length - index.Length) / 2);
        return padded;
    }

    /// <summary>One table for two steps: first <paramref name="inner"/>, then <paramref name="outer"/> on its
    /// result.</summary>
    public static int[] Compose(int[] inner, int[] outer) =>
        Array.ConvertAll(outer, i => i < 0 ? PixelGather.Outside : inner[i]);
}
