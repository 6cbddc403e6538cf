using System.Globalization;

namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>A range that holds a share of the values.</summary>
/// <remarks>On a symmetric grid, and where no value is negative, the share counts from 0 outwards; elsewhere half of what is
/// left out lies on either side.</remarks>
/// <param name="percent">The share, above 0 and at most 100.</param>
internal sealed class PercentileRule(double percent) : IRangeRule
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"percentile {percent}");

    public ClippingRange Find(TensorStatistics tensor, IntegerGrid grid)
    {
        ValueHistogram histogram = tensor.Histogram;
        ClippingRange whole = MinMaxRule.Whole(tensor);

        // 100 − 99.9 is not exactly 0.1.
        double outside = Math.Round((100 - percent) / 100 * histogram.Count, 6);
        if (grid.IsSymmetric || tensor.Min >= 0 || tensor.Max <= 0)
        {
            double magnitude = Edge(histogram.Magnitudes, outside) * histogram.BinWidth;
            return new ClippingRange(-magnitude, magnitude).Within(whole);
        }

        double high = Edge(index => histogram[index], outside / 2) * histogram.BinWidth;
        double low = Edge(index => histogram[-1 - index], outside / 2) * histogram.BinWidth;
        return new ClippingRange(-low, high).Within(whole);
    }

    // The least number of bins, from 0 outwards, beyond which there are at most so many values.
    private static int Edge(Func<int, long> counts, double outside)
    {
        long beyond = 0;
        for (int index = ValueHistogram.BinsPerSide - 1; index >= 0; index--)
        {
            beyond += counts(index);
            if (beyond > outside)
            {
                return index + 1;
            }
        }

        return 0;
    }
}
