namespace DenseEdge.Imaging;

/// <summary>Morphological thinning to convergence: lines one pixel wide with the same connections.</summary>
/// <remarks>
/// Guo and Hall, "Parallel thinning with two-subiteration algorithms", Communications of the ACM 32(3), 1989, in the form
/// that Lam, Lee and Suen (TPAMI 14(9), 1992) give and that MATLAB's bwmorph "thin" and scikit-image's thin use. Neighbours
/// x1 to x8 run counter-clockwise from the right one. A pixel goes if it joins exactly one run of neighbours, if 2 or 3
/// pairs of neighbours are occupied, and if it lies on the side that the subiteration works on. Pixels outside are empty.
/// </remarks>
public static class Thinning
{
    private static readonly byte[] Deletes = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>Thins a map.</summary>
    /// <param name="pixels">True on the lines, [H, W].</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>The thinned map, [H, W].</returns>
    /// <exception cref="ArgumentException">The map has another length than height × width.</exception>
    public static bool[] Apply(ReadOnlySpan<bool> pixels, int height, int width)
    {
        Planes.Check(pixels.Length, height, width, 1, nameof(pixels));
        int stride = width + 2;
        var map = new byte[(height + 2) * stride];                            // [H + 2, W + 2] with an empty frame
        var set = new List<int>();
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i])
            {
                int at = ((i / width) + 1) * stride + (i % width) + 1;
                map[at] = 1;
                set.Add(at);
            }
        }

        bool changed;
        do
        {
            changed = Subiterate(map, stride, set, 1) | Subiterate(map, stride, set, 2);
        }
        while (changed);
        var thinned = new bool[pixels.Length];
        foreach (int at in set)
        {
            thinned[(((at / stride) - 1) * width) + (at % stride) - 1] = true;
        }

        return thinned;
    }

    /// <summary>Takes away, all at once, the pixels that the table names; tells whether there were any.</summary>
    private static bool Subiterate(byte[] map, int stride, List<int> set, int bit)
    {
        Span<int> steps = [1, 1 - stride, -stride, -1 - stride, -1, stride - 1, stride, stride + 1];
        var leaving = new List<int>();
        foreach (int at in set)
        {
            int neighbours = 0;
            for (int i = 0; i < steps.Length; i++)
            {
                neighbours |= map[at + steps[i]] << i;
            }

            if ((Deletes[neighbours] & bit) != 0)
            {
                leaving.Add(at);
            }
        }

        foreach (int at in leaving)
        {
            map[at] = 0;
        }

        set.RemoveAll(at => map[at] == 0);
        return leaving.Count > 0;
    }

    private static byte Entry(int neighbours)
    {
        bool X(int index) => (neighbours >> ((index - 1) % 8) & 1) != 0;
        int runs = 0;
        int odd = 0;
        int even = 0;
        for (int i = 1; i <= 7; i += 2)
        {
            runs += !X(i) && (X(i + 1) || X(i + 2)) ? 1 : 0;
            odd += X(i) || X(i + 1) ? 1 : 0;
            even += X(i + 1) || X(i + 2) ? 1 : 0;
        }

        if (runs != 1 || Math.Min(odd, even) is not (2 or 3))
        {
            return 0;
        }

        bool first = !((X(2) || X(3) || !X(8)) && X(1));
        bool second = !((X(6) || X(7) || !X(4)) && X(5));
        return (byte)((first ? 1 : 0) | (second ? 2 : 0));
    }
}
