namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>What quantisation does to the values of a histogram, each taken at the centre of its bin.</summary>
internal static class QuantizationNoise
{
    /// <summary>The mean squared error.</summary>
    /// <param name="histogram">The values.</param>
    /// <param name="parameters">How they are quantised.</param>
    public static double MeanSquare(ValueHistogram histogram, QuantizationParameters parameters)
    {
        double sum = 0;
        for (int index = -ValueHistogram.BinsPerSide; index < ValueHistogram.BinsPerSide; index++)
        {
            long count = histogram[index];
            if (count > 0)
            {
                double value = (index + 0.5) * histogram.BinWidth;
                double error = parameters.Represent(value) - value;
                sum += count * error * error;
            }
        }

        return histogram.Count == 0 ? 0 : sum / histogram.Count;
    }

    /// <summary>The mean square of the values themselves.</summary>
    /// <param name="histogram">The values.</param>
    public static double SignalPower(ValueHistogram histogram)
    {
        double sum = 0;
        for (int index = -ValueHistogram.BinsPerSide; index < ValueHistogram.BinsPerSide; index++)
        {
            double value = (index + 0.5) * histogram.BinWidth;
            sum += histogram[index] * value * value;
        }

        return histogram.Count == 0 ? 0 : sum / histogram.Count;
    }

    /// <summary>Signal-to-quantisation-noise ratio in decibels; infinity for values that are represented exactly.</summary>
    /// <param name="histogram">The values.</param>
    /// <param name="parameters">How they are quantised.</param>
    public static double SqnrDb(ValueHistogram histogram, QuantizationParameters parameters)
        => 10 * Math.Log10(SignalPower(histogram) / MeanSquare(histogram, parameters));
}
