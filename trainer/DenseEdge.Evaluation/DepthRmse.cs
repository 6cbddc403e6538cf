namespace DenseEdge.Evaluation;

/// <summary>Root mean square error of depth, in metres, over all pixels of a data set, with two relative
/// measures.</summary>
/// <remarks>
/// A negative prediction counts as 0, since no distance is negative. A pixel whose truth is 0, not finite, or 255 is
/// not counted: 0 marks a missing measurement, and 255 is what training data has in its place (see ATRC's ignore
/// value).
/// </remarks>
public sealed class DepthRmse
{
    // Eigen et al., NeurIPS 2014: the first of the thresholds 1.25, 1.25², 1.25³.
    private const double RatioLimit = 1.25;

    private readonly bool _counts255;
    private double _squares;
    private double _relative;
    private long _withinRatio;

    /// <summary>Starts without images.</summary>
    /// <param name="counts255">
    /// True to take a truth of 255 for 255 metres, as the reference implementation of ATRC does by mistake: its loader
    /// marks missing depth so, its metric does not know. Only for comparing with numbers that have that fault in them.
    /// </param>
    public DepthRmse(bool counts255 = false) => _counts255 = counts255;

    /// <summary>The number of pixels counted so far.</summary>
    public long PixelCount { get; private set; }

    /// <summary>The sum of the squared errors of the counted pixels, in square metres.</summary>
    public double SumOfSquares => _squares;

    /// <summary>The root mean square error in metres, at least 0; 0 if no pixel was counted.</summary>
    public double Meters => Math.Sqrt(MetricInput.Ratio(_squares, PixelCount));

    /// <summary>The mean of |predicted - true| / true, at least 0; 0 if no pixel was counted.</summary>
    public double AbsoluteRelative => MetricInput.Ratio(_relative, PixelCount);

    /// <summary>
    /// The share of pixels where the larger of predicted / true and true / predicted is below 1.25, 0 to 1; 0 if no
    /// pixel was counted.
    /// </summary>
    public double WithinRatio125 => MetricInput.Ratio(_withinRatio, PixelCount);

    /// <summary>Adds one image.</summary>
    /// <param name="predicted">Predicted depth in metres, row by row, [H, W].</param>
    /// <param name="truth">True depth in metres, same layout; 0 and 255 mark a pixel without a measurement.</param>
    /// <exception cref="ArgumentException">The two have different lengths, or a prediction is not a number.</exception>
    public void Add(ReadOnlySpan<float> predicted, ReadOnlySpan<float> truth)
    {
        MetricInput.RequireSameLength(predicted.Length, truth.Length);
        MetricInput.RequireNumbers(predicted);
        for (int i = 0; i < truth.Length; i++)
        {
            double expected = truth[i];
            if (!(expected > 0) || !double.IsFinite(expected) || (expected == MetricInput.Ignore && !_counts255))
            {
                continue;
            }

            double actual = Math.Max(predicted[i], 0);
            double error = actual - expected;
            _squares += error * error;
            _relative += Math.Abs(error) / expected;
            if (Math.Max(actual, expected) < RatioLimit * Math.Min(actual, expected))
            {
                _withinRatio++;
            }

            PixelCount++;
        }
    }
}
