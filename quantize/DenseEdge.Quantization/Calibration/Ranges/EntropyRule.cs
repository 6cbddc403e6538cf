namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>
/// The threshold on the magnitude at which the distribution of the quantised magnitudes has the least Kullback-Leibler
/// divergence from the distribution of the real ones.
/// </summary>
/// <remarks>
/// For every candidate threshold, P is the histogram below it with the clipped values added to its last bin, and Q spreads
/// the sum of each code's bins evenly over those of them that hold values. The method is S. Migacz, "8-bit inference with
/// TensorRT", GPU Technology Conference 2017; here bins share their code by the grid's own rounding, exact zeros are
/// left out (every grid represents them), and where P holds values that Q doesn't, the candidate is refused.
/// </remarks>
internal sealed class EntropyRule : IRangeRule
{
    // Candidates lie this many bins apart: a hundredth of the range or less.
    private const int Stride = 16;

    public string Name => "entropy";

    public ClippingRange Find(TensorStatistics tensor, IntegerGrid grid)
    {
        ValueHistogram histogram = tensor.Histogram;
        ClippingRange whole = MinMaxRule.Whole(tensor);
        if (histogram.Exponent is null)
        {
            return whole;
        }

        long[] counts = [.. Enumerable.Range(0, ValueHistogram.BinsPerSide).Select(histogram.Magnitudes)];
        int used = Array.FindLastIndex(counts, count => count > 0) + 1;
        int steps = grid.HighestCode - grid.LowestCode;
        int codes = grid.IsSymmetric || tensor.Min < 0 ? steps / 2 : steps;
        int best = used;
        double least = double.PositiveInfinity;
        for (int bins = used; bins >= Math.Min(used, codes); bins -= Stride)
        {
            double divergence = Divergence(counts, bins, used, codes);
            if (divergence < least)
            {
                (best, least) = (bins, divergence);
            }
        }

        double threshold = best * histogram.BinWidth;
        return new ClippingRange(-threshold, threshold).Within(whole);
    }

    /// <summary>Σ P · ln(P / Q) for a threshold of so many bins.</summary>
    private static double Divergence(long[] counts, int bins, int used, int codes)
    {
        double total = 0;
        double clipped = 0;
        for (int i = 0; i < used; i++)
        {
            total += counts[i];
            clipped += i >= bins ? counts[i] : 0;
        }

        double divergence = 0;
        for (int first = 0; first < bins;)
        {
            int end = EndOfCode(first, bins, codes);
            divergence += CodeDivergence(counts, first, end, bins, clipped, total);
            first = end;
        }

        return divergence;
    }

    // Bin i's centre has the code round((i + 1/2) · codes / bins): the first bin after those of the same code.
    private static int EndOfCode(int first, int bins, int codes)
    {
        double code = Math.Floor(((first + 0.5) * codes / bins) + 0.5);
        int end = (int)Math.Ceiling(((code + 0.5) * bins / codes) - 0.5);
        return Math.Clamp(end, first + 1, bins);
    }

    private static double CodeDivergence(long[] counts, int first, int end, int bins, double clipped, double total)
    {
        double sum = 0;
        int occupied = 0;
        for (int i = first; i < end; i++)
        {
            sum += counts[i];
            occupied += counts[i] > 0 ? 1 : 0;
        }

        double inside = total - clipped;
        double divergence = 0;
        for (int i = first; i < end; i++)
        {
            double p = (counts[i] + (i == bins - 1 ? clipped : 0)) / total;
            if (p > 0)
            {
                double q = counts[i] > 0 ? sum / occupied / inside : 0;
                divergence += q > 0 ? p * Math.Log(p / q) : double.PositiveInfinity;
            }
        }

        return divergence;
    }
}
