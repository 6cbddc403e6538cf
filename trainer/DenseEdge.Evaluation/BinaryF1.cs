namespace DenseEdge.Evaluation;

/// <summary>F1 of a mask that is cut at probability 0.5, over all pixels of a data set.</summary>
/// <remarks>Pixels whose truth is 255 count nowhere.</remarks>
public sealed class BinaryF1
{
    /// <summary>The probability from which a pixel belongs to the mask.</summary>
    public const float Threshold = 0.5f;

    private long _truePositives;
    private long _predictedPositives;
    private long _actualPositives;

    /// <summary>The number of pixels counted so far.</summary>
    public long PixelCount { get; private set; }

    /// <summary>The share of predicted mask pixels that are right, 0 to 1; 0 if nothing was predicted.</summary>
    public double Precision => MetricInput.Ratio(_truePositives, _predictedPositives);

    /// <summary>The share of true mask pixels that were found, 0 to 1; 0 if there are none.</summary>
    public double Recall => MetricInput.Ratio(_truePositives, _actualPositives);

    /// <summary>The harmonic mean of precision and recall, 0 to 1; 0 if no mask pixel was predicted rightly.</summary>
    public double Value => MetricInput.F1(Precision, Recall);

    /// <summary>Adds one image.</summary>
    /// <param name="probabilities">The probability of each pixel to belong to the mask, 0 to 1, [H, W].</param>
    /// <param name="truth">1 in the mask, 0 outside, 255 to ignore the pixel; same layout.</param>
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

            bool predicted = probabilities[i] >= Threshold;
            bool actual = truth[i] != 0;
            _predictedPositives += predicted ? 1 : 0;
            _actualPositives += actual ? 1 : 0;
            _truePositives += predicted && actual ? 1 : 0;
            PixelCount++;
        }
    }
}
