namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Turns the counts of all images into precision, recall and F per threshold, odsF, oisF and AP.</summary>
/// <remarks>
/// As the SEISM toolbox does (Pont-Tuset and Marques, CVPR 2013), which follows the Berkeley benchmark (Martin, Fowlkes and
/// Malik, TPAMI 2004; Arbelaez et al., TPAMI 2011). Counts are summed over the images before they are divided. Nothing
/// predicted: precision 1, recall 0. Nothing to find, but something predicted: precision 0, recall 1. Differs from the
/// Berkeley code in that it does not interpolate F between thresholds, as the ATRC family's numbers do not either. The
/// result does not depend on the order of the images. Not safe for several threads at once.
/// </remarks>
public sealed class BoundaryScore
{
    private const int RecallSteps = 100;

    private readonly double[] _thresholds;
    private readonly long[] _matchedTruth;
    private readonly long[] _truth;
    private readonly long[] _matchedPredicted;
    private readonly long[] _predicted;
    private readonly long[] _bestPerImage = new long[4];

    /// <summary>Starts without images.</summary>
    /// <param name="thresholds">The thresholds of the counts, rising; null for the benchmark's 101.</param>
    /// <exception cref="ArgumentException">There is no threshold.</exception>
    public BoundaryScore(IReadOnlyList<double>? thresholds = null)
    {
        _thresholds = [.. thresholds ?? BoundaryThresholds.Benchmark];
        if (_thresholds.Length == 0)
        {
            throw new ArgumentException("Expected at least one threshold, got none.", nameof(thresholds));
        }

        _matchedTruth = new long[_thresholds.Length];
        _truth = new long[_thresholds.Length];
        _matchedPredicted = new long[_thresholds.Length];
        _predicted = new long[_thresholds.Length];
    }

    /// <summary>The number of images added so far.</summary>
    public int ImageCount { get; private set; }

    /// <summary>The thresholds.</summary>
    public IReadOnlyList<double> Thresholds => _thresholds;

    /// <summary>The share of predicted boundary pixels with a partner, per threshold, 0 to 1.</summary>
    public IReadOnlyList<double> Precision => [.. Enumerable.Range(0, _thresholds.Length).Select(t => At(t).Precision)];

    /// <summary>The share of true boundary pixels with a partner, per threshold, 0 to 1.</summary>
    public IReadOnlyList<double> Recall => [.. Enumerable.Range(0, _thresholds.Length).Select(t => At(t).Recall)];

    /// <summary>The harmonic mean of precision and recall, per threshold, 0 to 1.</summary>
    public IReadOnlyList<double> F =>
        [.. Enumerable.Range(0, _thresholds.Length).Select(t => MetricInput.F1(At(t).Precision, At(t).Recall))];

    /// <summary>The best F that one threshold for all images reaches (optimal data set scale), 0 to 1.</summary>
    public double OdsF => F.Max();

    /// <summary>The threshold of <see cref="OdsF"/>; the lowest such threshold.</summary>
    public double BestThreshold => _thresholds[First(F)];

    /// <summary>F if every image is cut at the threshold that is best for it (optimal image scale), 0 to 1.</summary>
    /// <remarks>The counts of all images, each at its own best threshold (the lowest such one), are summed before they are
    /// divided.</remarks>
    public double OisF
    {
        get
        {
            (double precision, double recall) =
                Rates(_bestPerImage[0], _bestPerImage[1], _bestPerImage[2], _bestPerImage[3]);
            return MetricInput.F1(precision, recall);
        }
    }

    /// <summary>The area under precision over recall, 0 to 1, with straight lines between the thresholds.</summary>
    /// <remarks>Sampled at recall 0, 0.01, ... 1; a recall that no threshold reaches, or that every threshold exceeds, adds
    /// nothing. Of several thresholds with the same recall the lowest counts.</remarks>
    public double AveragePrecision
    {
        get
        {
            (double Recall, double Precision)[] curve = [.. Enumerable.Range(0, _thresholds.Length)
                .Select(At)
                .DistinctBy(rates => rates.Recall)
                .Select(rates => (rates.Recall, rates.Precision))
                .OrderBy(point => point.Recall)];
            double sum = 0;
            for (int step = 0; curve.Length > 1 && step <= RecallSteps; step++)
            {
                sum += Interpolated(curve, step / (double)RecallSteps);
            }

            return sum / RecallSteps;
        }
    }

    /// <summary>Adds one image.</summary>
    /// <param name="counts">Its counts, one per threshold.</param>
    /// <exception cref="ArgumentException">There are more or fewer counts than thresholds.</exception>
    public void Add(BoundaryCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Truth.Count != _thresholds.Length)
        {
            throw new ArgumentException(
                $"Expected counts at {_thresholds.Length} thresholds, got {counts.Truth.Count}.", nameof(counts));
        }

        double[] f = new double[_thresholds.Length];
        for (int t = 0; t < f.Length; t++)
        {
            _matchedTruth[t] += counts.MatchedTruth[t];
            _truth[t] += counts.Truth[t];
            _matchedPredicted[t] += counts.MatchedPredicted[t];
            _predicted[t] += counts.Predicted[t];
            (double precision, double recall) =
                Rates(counts.MatchedTruth[t], counts.Truth[t], counts.MatchedPredicted[t], counts.Predicted[t]);
            f[t] = MetricInput.F1(precision, recall);
        }

        int best = First(f);
        _bestPerImage[0] += counts.MatchedTruth[best];
        _bestPerImage[1] += counts.Truth[best];
        _bestPerImage[2] += counts.MatchedPredicted[best];
        _bestPerImage[3] += counts.Predicted[best];
        ImageCount++;
    }

    private static (double Precision, double Recall) Rates(
        long matchedTruth, long truth, long matchedPredicted, long predicted) => (truth, predicted) switch
        {
            (_, 0) => (1, 0),
            (0, _) => (0, 1),
            _ => ((double)matchedPredicted / predicted, (double)matchedTruth / truth),
        };

    private static int First(IReadOnlyList<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Count; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static double Interpolated((double Recall, double Precision)[] curve, double recall)
    {
        for (int i = 1; i < curve.Length; i++)
        {
            (double left, double right) = (curve[i - 1].Recall, curve[i].Recall);
            if (recall >= left && recall <= right)
            {
                double share = (recall - left) / (right - left);
                return curve[i - 1].Precision + (share * (curve[i].Precision - curve[i - 1].Precision));
            }
        }

        return 0;
    }

    private (double Precision, double Recall) At(int threshold) =>
        Rates(_matchedTruth[threshold], _truth[threshold], _matchedPredicted[threshold], _predicted[threshold]);
}
