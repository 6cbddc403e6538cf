namespace DenseEdge.Evaluation;

/// <summary>What every metric asks of its input.</summary>
internal static class MetricInput
{
    /// <summary>The label value of a pixel that no metric counts.</summary>
    public const byte Ignore = 255;

    /// <summary>Stops unless prediction and truth describe the same number of pixels.</summary>
    public static void RequireSameLength(int predicted, int truth)
    {
        if (predicted != truth)
        {
            throw new ArgumentException($"Expected a prediction of {truth} values, as the truth has, got {predicted}.");
        }
    }

    /// <summary>Stops at a prediction that is not a number: one such pixel would make the result of a whole data set
    /// useless.</summary>
    public static void RequireNumbers(ReadOnlySpan<float> predicted)
    {
        for (int i = 0; i < predicted.Length; i++)
        {
            if (float.IsNaN(predicted[i]))
            {
                throw new ArgumentException(
                    $"Expected numbers, got NaN as the prediction at position {i}.", nameof(predicted));
            }
        }
    }

    /// <summary>Divides, and gives 0 where there is nothing to divide by.</summary>
    public static double Ratio(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;

    /// <summary>The harmonic mean of precision and recall; 0 if both are.</summary>
    public static double F1(double precision, double recall) => Ratio(2 * precision * recall, precision + recall);
}
