namespace DenseEdge.Evaluation;

/// <summary>The angle between predicted and true surface normals, in degrees, over all pixels of a data set.</summary>
/// <remarks>
/// Both vectors are scaled to length 1 first; a zero prediction stays zero and counts as 90 degrees. The angle is
/// 2·atan2(|a - b|, |a + b|), which stays exact where an arc cosine loses its digits: near 0 and 180 degrees. A pixel
/// whose true normal is (0, 0, 0), or has a component of 255 (the ignore value of training data), is not counted.
/// </remarks>
public sealed class MeanAngularError
{
    private const int BinsPerDegree = 100;
    private const double SmallestLength = 1e-12;

    // The limits of the benchmarks are counted exactly; the histogram serves all others.
    private static readonly double[] Limits = [11.25, 22.5, 30];

    private readonly long[] _within = new long[Limits.Length];
    private readonly long[] _histogram = new long[(180 * BinsPerDegree) + 1];
    private double _sum;

    /// <summary>The number of pixels counted so far.</summary>
    public long PixelCount { get; private set; }

    /// <summary>The sum of the angles of the counted pixels, in degrees.</summary>
    public double SumDegrees => _sum;

    /// <summary>The mean angle in degrees, 0 to 180; 0 if no pixel was counted.</summary>
    public double MeanDegrees => MetricInput.Ratio(_sum, PixelCount);

    /// <summary>The median angle in degrees, to 0.01 degree, 0 to 180; 0 if no pixel was counted.</summary>
    /// <remarks>From a histogram, because a data set has too many pixels to sort; the lower one of two middle
    /// pixels.</remarks>
    public double MedianDegrees
    {
        get
        {
            long before = 0;
            for (int bin = 0; bin < _histogram.Length; bin++)
            {
                before += _histogram[bin];
                if (before * 2 >= PixelCount && before > 0)
                {
                    return (double)bin / BinsPerDegree;
                }
            }

            return 0;
        }
    }

    /// <summary>Adds one image.</summary>
    /// <param name="predicted">Predicted normals, [3, H, W]: all x, then all y, then all z; of any length.</param>
    /// <param name="truth">True normals, same layout; (0, 0, 0) or 255 marks a pixel without one.</param>
    /// <exception cref="ArgumentException">
    /// The two have different lengths, the length is no multiple of 3, or a prediction is not a number.
    /// </exception>
    public void Add(ReadOnlySpan<float> predicted, ReadOnlySpan<float> truth)
    {
        MetricInput.RequireSameLength(predicted.Length, truth.Length);
        if (truth.Length % 3 != 0)
        {
            throw new ArgumentException(
                $"Expected 3 planes of the same size, got {truth.Length} values.", nameof(truth));
        }

        MetricInput.RequireNumbers(predicted);
        int plane = truth.Length / 3;
        for (int i = 0; i < plane; i++)
        {
            (double x, double y, double z) = (truth[i], truth[plane + i], truth[(2 * plane) + i]);
            bool ignored = x == MetricInput.Ignore || y == MetricInput.Ignore || z == MetricInput.Ignore;
            if (ignored || (x == 0 && y == 0 && z == 0))
            {
                continue;
            }

            double degrees = Degrees(predicted[i], predicted[plane + i], predicted[(2 * plane) + i], x, y, z);
            _sum += degrees;
            _histogram[(int)Math.Round(degrees * BinsPerDegree)]++;
            for (int limit = 0; limit < Limits.Length; limit++)
            {
                _within[limit] += degrees < Limits[limit] ? 1 : 0;
            }

            PixelCount++;
        }
    }

    /// <summary>Gets the share of pixels whose angle is below a limit, 0 to 1; 0 if no pixel was counted.</summary>
    /// <param name="degrees">The limit, 0 to 180; the benchmarks use 11.25, 22.5 and 30, which are exact; others are to
    /// 0.005 degree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside 0 to 180.</exception>
    public double ShareWithin(double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degrees);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degrees, 180);
        int known = Array.IndexOf(Limits, degrees);
        if (known >= 0)
        {
            return MetricInput.Ratio(_within[known], PixelCount);
        }

        long within = 0;
        int end = (int)Math.Ceiling(degrees * BinsPerDegree);
        for (int bin = 0; bin < end; bin++)
        {
            within += _histogram[bin];
        }

        return MetricInput.Ratio(within, PixelCount);
    }

    /// <summary>Gets the angle between two vectors of any length; 90 if one of them is zero.</summary>
    /// <param name="ax">First vector, x.</param>
    /// <param name="ay">First vector, y.</param>
    /// <param name="az">First vector, z.</param>
    /// <param name="bx">Second vector, x.</param>
    /// <param name="by">Second vector, y.</param>
    /// <param name="bz">Second vector, z.</param>
    /// <returns>0 to 180 degrees.</returns>
    public static double Degrees(double ax, double ay, double az, double bx, double by, double bz)
    {
        double a = 1 / Math.Max(Math.Sqrt((ax * ax) + (ay * ay) + (az * az)), SmallestLength);
        double b = 1 / Math.Max(Math.Sqrt((bx * bx) + (by * by) + (bz * bz)), SmallestLength);
        (ax, ay, az, bx, by, bz) = (ax * a, ay * a, az * a, bx * b, by * b, bz * b);
        double difference = Math.Sqrt(Square(ax - bx) + Square(ay - by) + Square(az - bz));
        double sum = Math.Sqrt(Square(ax + bx) + Square(ay + by) + Square(az + bz));
        return 2 * Math.Atan2(difference, sum) * 180 / Math.PI;
    }

    private static double Square(double value) => value * value;
}
