namespace DenseEdge.Evaluation;

/// <summary>Intersection over union per class, over all pixels of a data set.</summary>
/// <remarks>
/// Everything is read from one confusion matrix, so that the order and the split into images do not matter. Pixels
/// whose truth is 255 count nowhere.
/// </remarks>
public sealed class MeanIntersectionOverUnion
{
    private readonly int _classes;
    private readonly long[] _confusion; // [truth, predicted]

    /// <summary>Starts with no pixels.</summary>
    /// <param name="classCount">The number of classes, 1 to 255.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public MeanIntersectionOverUnion(int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classCount, 255);
        _classes = classCount;
        _confusion = new long[classCount * classCount];
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount => _classes;

    /// <summary>The number of pixels counted so far; ignored ones are not among them.</summary>
    public long PixelCount { get; private set; }

    /// <summary>The mean IoU over the classes that occur in the truth, 0 to 1; 0 if no pixel was added.</summary>
    /// <remarks>A class that is only predicted lowers the IoU of the classes it took pixels from, and has none
    /// itself.</remarks>
    public double Mean
    {
        get
        {
            double sum = 0;
            int present = 0;
            for (int c = 0; c < _classes; c++)
            {
                if (TruthPixels(c) > 0)
                {
                    sum += ClassValue(c);
                    present++;
                }
            }

            return MetricInput.Ratio(sum, present);
        }
    }

    /// <summary>The mean IoU over all classes, 0 to 1, where a class that never occurs counts as 0.</summary>
    /// <remarks>How the reference implementation of ATRC (ICCV 2021) averages.</remarks>
    public double MeanOverAllClasses
    {
        get
        {
            double sum = 0;
            for (int c = 0; c < _classes; c++)
            {
                sum += ClassValue(c);
            }

            return sum / _classes;
        }
    }

    /// <summary>The share of counted pixels with the right class, 0 to 1; 0 if no pixel was added.</summary>
    public double PixelAccuracy
    {
        get
        {
            long right = 0;
            for (int c = 0; c < _classes; c++)
            {
                right += Intersection(c);
            }

            return MetricInput.Ratio(right, PixelCount);
        }
    }

    /// <summary>Adds one image.</summary>
    /// <param name="predicted">The predicted class of each pixel, [H, W], each below <see cref="ClassCount"/>.</param>
    /// <param name="truth">The true class of each pixel, same layout; 255 marks a pixel to ignore.</param>
    /// <exception cref="ArgumentException">The two have different lengths, or a value is no class.</exception>
    public void Add(ReadOnlySpan<byte> predicted, ReadOnlySpan<byte> truth)
    {
        MetricInput.RequireSameLength(predicted.Length, truth.Length);
        RequireClasses(predicted, truth);
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] != MetricInput.Ignore)
            {
                _confusion[(truth[i] * _classes) + predicted[i]]++;
                PixelCount++;
            }
        }
    }

    /// <summary>Gets the IoU of one class, 0 to 1; 0 for a class that occurs neither in the truth nor in a
    /// prediction.</summary>
    /// <param name="label">The class, 0 to <see cref="ClassCount"/> - 1.</param>
    public double ClassValue(int label) =>
        MetricInput.Ratio(Intersection(label), Union(label));

    /// <summary>Gets the number of pixels that truly belong to a class, were predicted as it, or both.</summary>
    /// <param name="label">The class, 0 to <see cref="ClassCount"/> - 1.</param>
    public long Union(int label) => TruthPixels(label) + PredictedPixels(label) - Intersection(label);

    /// <summary>Gets the number of pixels of one class that were predicted as that class.</summary>
    /// <param name="label">The class, 0 to <see cref="ClassCount"/> - 1.</param>
    public long Intersection(int label) => Confusion(label, label);

    /// <summary>Gets the number of pixels that truly belong to a class.</summary>
    /// <param name="label">The class, 0 to <see cref="ClassCount"/> - 1.</param>
    public long TruthPixels(int label)
    {
        long sum = 0;
        for (int predicted = 0; predicted < _classes; predicted++)
        {
            sum += Confusion(label, predicted);
        }

        return sum;
    }

    /// <summary>Gets the number of counted pixels that were predicted as a class.</summary>
    /// <param name="label">The class, 0 to <see cref="ClassCount"/> - 1.</param>
    public long PredictedPixels(int label)
    {
        long sum = 0;
        for (int truth = 0; truth < _classes; truth++)
        {
            sum += Confusion(truth, label);
        }

        return sum;
    }

    /// <summary>Gets the number of pixels of one class that were predicted as another, or the same.</summary>
    /// <param name="truth">The true class, 0 to <see cref="ClassCount"/> - 1.</param>
    /// <param name="predicted">The predicted class, in the same range.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Confusion(int truth, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truth);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth, _classes);
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, _classes);
        return _confusion[(truth * _classes) + predicted];
    }

    // Before anything is counted, so that a bad image does not leave half of itself behind.
    private void RequireClasses(ReadOnlySpan<byte> predicted, ReadOnlySpan<byte> truth)
    {
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] != MetricInput.Ignore && (truth[i] >= _classes || predicted[i] >= _classes))
            {
                throw new ArgumentException(
                    $"Expected classes below {_classes}, "
                    + $"got {truth[i]} as truth and {predicted[i]} as prediction at pixel {i}.");
            }
        }
    }
}
