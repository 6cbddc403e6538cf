namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>The values that a quantised tensor shall represent; what lies outside is clipped to the nearer end.</summary>
/// <param name="Low">At most 0.</param>
/// <param name="High">At least 0.</param>
public readonly record struct ClippingRange(double Low, double High)
{
    /// <summary>The greater of both magnitudes.</summary>
    public double Magnitude => Math.Max(-Low, High);

    /// <summary>The same range, no wider than another.</summary>
    /// <param name="limit">The other range.</param>
    public ClippingRange Within(ClippingRange limit) => new(Math.Max(Low, limit.Low), Math.Min(High, limit.High));

    /// <summary>The least range that holds both.</summary>
    /// <param name="other">The other range.</param>
    public ClippingRange Union(ClippingRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));
}
