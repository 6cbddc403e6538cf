namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>How a tensor's values become codes: code = clamp(round(x / scale) + zero point), halves to even.</summary>
/// <param name="Grid">The codes.</param>
/// <param name="Scale">Distance of two neighbouring codes; above 0.</param>
/// <param name="ZeroPoint">The code of 0.</param>
public readonly record struct QuantizationParameters(IntegerGrid Grid, float Scale, int ZeroPoint)
{
    /// <summary>The least value that has a code.</summary>
    public double Low => (double)Scale * (Grid.LowestCode - ZeroPoint);

    /// <summary>The greatest value that has a code.</summary>
    public double High => (double)Scale * (Grid.HighestCode - ZeroPoint);

    /// <summary>The code of a value.</summary>
    /// <param name="value">Any finite value.</param>
    public int Code(double value)
    {
        double code = Math.Round(value / Scale, MidpointRounding.ToEven) + ZeroPoint;
        return (int)Math.Clamp(code, Grid.LowestCode, Grid.HighestCode);
    }

    /// <summary>The value of a code.</summary>
    /// <param name="code">The code.</param>
    public double Value(int code) => (double)Scale * (code - ZeroPoint);

    /// <summary>The value that stands for a value.</summary>
    /// <param name="value">Any finite value.</param>
    public double Represent(double value) => Value(Code(value));
}
