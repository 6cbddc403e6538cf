namespace DenseEdge.Evaluation;

/// <summary>The best F measure of a saliency map over 19 thresholds, over all pixels of a data set.</summary>
/// <remarks>
/// Thresholds 0.05, 0.10, ... 0.95 cut the map (a pixel on the threshold is salient); the counts of all images are
/// summed per threshold; F = 1.3·P·R / (0.3·P + R), so precision weighs more than recall. As the reference
/// implementation of ATRC (ICCV 2021) computes it. Pixels whose truth is 255 count nowhere.
/// </remarks>
public sealed class SaliencyMaxF
{
    private const int ThresholdCount = 19;
    private const double BetaSquared = 0.3;

    private static readonly float[] Thresholds =
        [.. Enumerable.Range(1, ThresholdCount).Select(step => step * 5 / 100f)];

    private readonly long[] _truePositives = new long[ThresholdCount];
    private readonly long[] _predictedPositives = new long[ThresholdCount];
    private long _actualPositives;

    /// <summary>The 19 thresholds, rising.</summary>
    public static IReadOnlyList<float> AllThresholds => Thresholds;

    /// <summary>The number of pixels counted so far.</summary>
    public long PixelCount { get; private set; }

    /// <summary>Pixels rightly salient, at each of the 19 thresholds.</summary>
    public IReadOnlyList<long> TruePositives => _truePositives;

    /// <summary>Pixels predicted as salient, at each of the 19 thresholds.</summary>
    public IReadOnlyList<long> PredictedPositives => _predictedPositives;

    /// <summary>Pixels that are truly salient.</summary>
    public long ActualPositives => _actualPositives;

    /// <summary>The largest F over the thresholds, 0 to 1; 0 if no pixel was rightly salient at any of them.</summary>
    public double Value => Enumerable.Range(0, ThresholdCount).Max(FAt);

    /// <summary>The threshold with the largest F; the lowest such threshold.</summary>
    public double BestThreshold => Thresholds[Enumerable.Range(0, ThresholdCount).MaxBy(FAt)];

    /// <summary>Adds one image.</summary>
    /// <param name="probabilities">The probability of each pixel to be salient, 0 to 1, [H, W].</param>
    /// <param name="truth">1 on the salient object, 0 elsewhere, 255 to ignore the pixel; same layout.</param>
    /// <exception cref="ArgumentException">The two have different lengths, or a probability is not a
    /// number.</exception>
    public void Add(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> truth)
    {
        MetricInput.RequireSameLength(probabilities.Length, truth.Length);
        MetricInput.RequireNumbers(probabilities);
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] == MetricInput.Ignore)
            {
                continue;
            }

            PixelCount++;
            int positive = truth[i] != 0 ? 1 : 0;
            _actualPositives += positive;
            for (int t = 0; t < ThresholdCount && probabilities[i] >= Thresholds[t]; t++)
            {
                _predictedPositives[t]++;
                _truePositives[t] += positive;
            }
        }
    }

    private double FAt(int threshold)
    {
        double precision = MetricInput.Ratio(_truePositives[threshold], _predictedPositives[threshold]);
        double recall = MetricInput.Ratio(_truePositives[threshold], _actualPositives);
        return MetricInput.Ratio((1 + BetaSquared) * precision * recall, (BetaSquared * precision) + recall);
    }
}
