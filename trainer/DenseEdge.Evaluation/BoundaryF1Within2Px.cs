namespace DenseEdge.Evaluation;

/// <summary>F1 of boundaries that are cut at probability 0.5, where a pixel is right within 2 pixels of its
/// counterpart.</summary>
/// <remarks>
/// Precision is the share of predicted boundary pixels with a true one at a Euclidean distance of at most 2 pixels;
/// recall the share of true boundary pixels with a predicted one that near. Counts are summed over the data set before
/// they are divided. Unlike the odsF of the boundary benchmarks this needs no thinning, no search for the best
/// threshold and no one-to-one matching, so its numbers are not comparable with odsF. Pixels whose truth is 255 are
/// neither predicted nor true boundaries.
/// </remarks>
public sealed class BoundaryF1Within2Px
{
    /// <summary>The largest distance between matching pixels, in pixels.</summary>
    public const int MaxDistance = 2;

    /// <summary>The probability from which a pixel is a predicted boundary.</summary>
    public const float Threshold = 0.5f;

    private static readonly (int Dy, int HalfWidth)[] Disc = MakeDisc();

    private long _predicted;
    private long _predictedNearTruth;
    private long _actual;
    private long _actualNearPrediction;

    /// <summary>The number of pixels counted so far.</summary>
    public long PixelCount { get; private set; }

    /// <summary>Predicted boundary pixels.</summary>
    public long PredictedPixels => _predicted;

    /// <summary>Predicted boundary pixels near a true one.</summary>
    public long PredictedNearTruth => _predictedNearTruth;

    /// <summary>True boundary pixels.</summary>
    public long ActualPixels => _actual;

    /// <summary>True boundary pixels near a predicted one.</summary>
    public long ActualNearPrediction => _actualNearPrediction;

    /// <summary>The share of predicted boundary pixels near a true one, 0 to 1; 0 if nothing was predicted.</summary>
    public double Precision => MetricInput.Ratio(_predictedNearTruth, _predicted);

    /// <summary>The share of true boundary pixels near a predicted one, 0 to 1; 0 if there are none.</summary>
    public double Recall => MetricInput.Ratio(_actualNearPrediction, _actual);

    /// <summary>The harmonic mean of precision and recall, 0 to 1; 0 if nothing matched.</summary>
    public double Value => MetricInput.F1(Precision, Recall);

    /// <summary>Adds one image.</summary>
    /// <param name="probabilities">The probability of each pixel to be a boundary, 0 to 1, row by row, [H, W].</param>
    /// <param name="truth">1 on a boundary, 0 elsewhere, 255 to ignore the pixel; same layout.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <exception cref="ArgumentException">
    /// An array has another length than height × width, or a probability is not a number.
    /// </exception>
    public void Add(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> truth, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        MetricInput.RequireSameLength(probabilities.Length, truth.Length);
        if (truth.Length != height * width)
        {
            throw new ArgumentException($"Expected {height}x{width} values, got {truth.Length}.", nameof(truth));
        }

        MetricInput.RequireNumbers(probabilities);
        bool[] predicted = new bool[truth.Length];
        bool[] actual = new bool[truth.Length];
        for (int i = 0; i < truth.Length; i++)
        {
            bool counts = truth[i] != MetricInput.Ignore;
            predicted[i] = counts && probabilities[i] >= Threshold;
            actual[i] = counts && truth[i] != 0;
            PixelCount += counts ? 1 : 0;
        }

        bool[] nearPredicted = Dilate(predicted, height, width);
        bool[] nearActual = Dilate(actual, height, width);
        for (int i = 0; i < truth.Length; i++)
        {
            _predicted += predicted[i] ? 1 : 0;
            _predictedNearTruth += predicted[i] && nearActual[i] ? 1 : 0;
            _actual += actual[i] ? 1 : 0;
            _actualNearPrediction += actual[i] && nearPredicted[i] ? 1 : 0;
        }
    }

    // Boundaries are thin, so painting a disc around each of their pixels beats asking every pixel for its neighbours.
    private static bool[] Dilate(bool[] pixels, int height, int width)
    {
        bool[] result = new bool[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!pixels[i])
            {
                continue;
            }

            (int y, int x) = Math.DivRem(i, width);
            foreach ((int dy, int halfWidth) in Disc)
            {
                if (y + dy >= 0 && y + dy < height)
                {
                    int first = Math.Max(x - halfWidth, 0);
                    int last = Math.Min(x + halfWidth, width - 1);
                    Array.Fill(result, true, ((y + dy) * width) + first, last - first + 1);
                }
            }
        }

        return result;
    }

    private static (int Dy, int HalfWidth)[] MakeDisc() =>
    [
        .. Enumerable.Range(-MaxDistance, (2 * MaxDistance) + 1)
            .Select(dy => (dy, (int)Math.Sqrt((MaxDistance * MaxDistance) - (dy * dy)))),
    ];
}
