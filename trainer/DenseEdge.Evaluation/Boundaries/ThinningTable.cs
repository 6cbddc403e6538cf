namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Which pixels thinning takes away, for each of the 256 neighbourhoods.</summary>
/// <remarks>
/// Guo and Hall, "Parallel thinning with two-subiteration algorithms", Communications of the ACM 32(3), 1989, in the form
/// that Lam, Lee and Suen (TPAMI 14(9), 1992) give and that MATLAB's bwmorph "thin" and scikit-image's thin use. Neighbours
/// x1 to x8 run counter-clockwise from the right one; bit i - 1 of a neighbourhood is xi. A pixel goes if it joins
/// exactly one run of neighbours (G1), is neither an end point nor inside (G2: 2 to 3 neighbour pairs are occupied), and
/// lies on the side that the subiteration works on (G3).
/// </remarks>
internal static class ThinningTable
{
    private static readonly byte[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The table: bit 0 says that the first subiteration deletes the pixel, bit 1 that the second does.</summary>
    public static ReadOnlySpan<byte> Deletes => Table;

    private static byte Entry(int neighbours)
    {
        bool X(int index) => (neighbours >> ((index - 1) % 8) & 1) != 0;
        int runs = 0;
        int pairsFrom1 = 0;
        int pairsFrom2 = 0;
        for (int i = 1; i <= 7; i += 2)
        {
            runs += !X(i) && (X(i + 1) || X(i + 2)) ? 1 : 0;
            pairsFrom1 += X(i) || X(i + 1) ? 1 : 0;
            pairsFrom2 += X(i + 1) || X(i + 2) ? 1 : 0;
        }

        if (runs != 1 || Math.Min(pairsFrom1, pairsFrom2) is not (2 or 3))
        {
            return 0;
        }

        bool first = !((X(2) || X(3) || !X(8)) && X(1));
        bool second = !((X(6) || X(7) || !X(4)) && X(5));
        return (byte)((first ? 1 : 0) | (second ? 2 : 0));
    }
}
