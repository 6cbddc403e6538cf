namespace DenseEdge.Search.Fronts;

/// <summary>Lists of points in which each costs more and is worth more than the one before.</summary>
internal static class ParetoList
{
    /// <summary>Merges two lists and drops what is beaten; of equal points the one of the first list stays.</summary>
    public static PartialPoint[] Merge(PartialPoint[] first, PartialPoint[] second)
    {
        PartialPoint[] merged = new PartialPoint[first.Length + second.Length];
        int count = 0;
        double reached = double.NegativeInfinity;
        for (int i = 0, j = 0; i < first.Length || j < second.Length;)
        {
            bool takesFirst = j == second.Length || (i < first.Length && IsBefore(first[i], second[j]));
            PartialPoint next = takesFirst ? first[i++] : second[j++];
            if (next.Value > reached)
            {
                merged[count++] = next;
                reached = next.Value;
            }
        }

        return merged[..count];
    }

    /// <summary>Adds every option to every point and drops what is beaten. The sums of one option are a list in order
    /// already, so merging them by halves never holds more than what survives.</summary>
    /// <param name="points">A list.</param>
    /// <param name="options">At least one: cost, value and number of each.</param>
    public static PartialPoint[] Add(PartialPoint[] points, ReadOnlySpan<PartialPoint> options)
    {
        if (options.Length > 1)
        {
            int half = options.Length / 2;
            return Merge(Add(points, options[..half]), Add(points, options[half..]));
        }

        PartialPoint option = options[0];
        PartialPoint[] sums = new PartialPoint[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            sums[i] = new PartialPoint(points[i].Cost + option.Cost, points[i].Value + option.Value, i, option.Row);
        }

        return sums;
    }

    // Of two that cost the same, the one that is worth more comes first, so that the other one is dropped.
    private static bool IsBefore(PartialPoint a, PartialPoint b)
        => a.Cost < b.Cost || (a.Cost == b.Cost && a.Value >= b.Value);
}
