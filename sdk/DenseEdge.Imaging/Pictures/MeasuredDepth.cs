using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>Orders the measured distances of a map without copying or sorting it. 0, negative numbers, infinity and
/// not-a-number mark a pixel without a measurement.</summary>
internal static class MeasuredDepth
{
    private const int TopBits = 11;
    private const int LowerBits = 10;

    /// <summary>Tells whether a distance was measured.</summary>
    internal static bool IsMeasured(float meters) => meters > 0 && float.IsFinite(meters);

    /// <summary>Counts the measured pixels.</summary>
    /// <param name="meters">A map.</param>
    /// <param name="region">A part of the map.</param>
    internal static int Count(ReadOnlySpan2D<float> meters, PixelRectangle region)
    {
        int count = 0;
        for (int y = region.Top; y < region.Bottom; y++)
        {
            foreach (float value in meters.Row(y).Slice(region.Left, region.Width))
            {
                count += IsMeasured(value) ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Finds the smallest distance.</summary>
    /// <param name="meters">A map.</param>
    /// <param name="region">A part of the map.</param>
    /// <returns>The distance, or null if nothing is measured.</returns>
    internal static float? Nearest(ReadOnlySpan2D<float> meters, PixelRectangle region)
    {
        float nearest = float.PositiveInfinity;
        for (int y = region.Top; y < region.Bottom; y++)
        {
            foreach (float value in meters.Row(y).Slice(region.Left, region.Width))
            {
                nearest = value > 0 && value < nearest ? value : nearest;
            }
        }

        return float.IsFinite(nearest) ? nearest : null;
    }

    /// <summary>Finds a percentile by nearest rank: the smallest measured distance that at least so many percent of the measured
    /// pixels don't exceed.</summary>
    /// <param name="meters">A map.</param>
    /// <param name="region">A part of the map.</param>
    /// <param name="percent">From 0 (the smallest) to 100 (the largest).</param>
    /// <returns>The distance, or null if nothing is measured.</returns>
    internal static float? Percentile(ReadOnlySpan2D<float> meters, PixelRectangle region, double percent)
    {
        int count = Count(meters, region);
        return count == 0 ? null : Ranked(meters, region, Math.Clamp((int)Math.Ceiling(percent / 100 * count) - 1, 0, count - 1));
    }

    /// <summary>
    /// Finds the distance with so many smaller ones. The bits of positive floats are ordered as the floats are, so three
    /// histograms, of the upper 11 and twice 10 more bits, find it exactly.
    /// </summary>
    /// <param name="meters">A map.</param>
    /// <param name="region">A part of the map.</param>
    /// <param name="rank">From 0 to the number of measured pixels − 1.</param>
    internal static float Ranked(ReadOnlySpan2D<float> meters, PixelRectangle region, int rank)
    {
        Span<int> counts = stackalloc int[1 << TopBits];
        int prefix = 0, shift = TopBits + LowerBits + LowerBits;
        for (int width = TopBits; shift > 0; width = LowerBits)
        {
            int known = shift;
            shift -= width;
            Histogram(meters, region, prefix, known, shift, counts[..(1 << width)]);
            int bucket = 0;
            while (rank >= counts[bucket])
            {
                rank -= counts[bucket++];
            }

            prefix |= bucket << shift;
        }

        return BitConverter.Int32BitsToSingle(prefix);
    }

    /// <summary>Counts by their next bits the measured distances whose bits from <paramref name="known"/> on are those of the
    /// prefix.</summary>
    private static void Histogram(
        ReadOnlySpan2D<float> meters, PixelRectangle region, int prefix, int known, int shift, Span<int> counts)
    {
        counts.Clear();
        int mask = counts.Length - 1;
        long wanted = (long)prefix >> known;
        for (int y = region.Top; y < region.Bottom; y++)
        {
            foreach (float value in meters.Row(y).Slice(region.Left, region.Width))
            {
                int bits = BitConverter.SingleToInt32Bits(value);
                if (IsMeasured(value) && (long)bits >> known == wanted)
                {
                    counts[(bits >> shift) & mask]++;
                }
            }
        }
    }
}
