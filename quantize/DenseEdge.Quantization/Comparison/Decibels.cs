namespace DenseEdge.Quantization.Comparison;

/// <summary>Ratios of powers in decibels.</summary>
public static class Decibels
{
    /// <summary>Turns a share of noise into a signal-to-noise ratio.</summary>
    /// <param name="noiseShare">Power of the noise over power of the signal, at least 0.</param>
    /// <returns>−10·log10 of it; infinite for 0.</returns>
    public static double Of(double noiseShare) => noiseShare > 0 ? -10 * Math.Log10(noiseShare) : double.PositiveInfinity;
}
