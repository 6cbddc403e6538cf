using DenseEdge.Onnx;

namespace DenseEdge.Quantization.Calibration.Ranges;

/// <summary>The codes that a quantised tensor may hold, and whether zero must be the code 0.</summary>
/// <param name="Type">The element type of the codes.</param>
/// <param name="LowestCode">The lowest code in use.</param>
/// <param name="HighestCode">The highest code in use.</param>
/// <param name="IsSymmetric">Whether the zero point is always 0.</param>
/// <param name="HasShortScales">Whether scales have four binary digits, so that code · scale, of 7 + 4 digits, is an exact
/// FP16 number: an FP16 graph then holds the same weights as an FP32 graph.</param>
public sealed record IntegerGrid(
    GraphElementType Type, int LowestCode, int HighestCode, bool IsSymmetric, bool HasShortScales = false)
{
    /// <summary>Signed, zero point 0, −128 left out so that both sides have equally many codes.</summary>
    public static IntegerGrid SignedSymmetric { get; } = new(GraphElementType.Int8, -127, 127, IsSymmetric: true);

    /// <summary>TensorRT's grid: signed, zero point 0, and scales that mean the same in FP32 and FP16 graphs.</summary>
    public static IntegerGrid TensorRt { get; } = SignedSymmetric with { HasShortScales = true };

    /// <summary>Unsigned bytes with a free zero point: the grid for activations on ONNX Runtime's CPU engine.</summary>
    public static IntegerGrid UnsignedAffine { get; } = new(GraphElementType.UInt8, 0, 255, IsSymmetric: false);

    /// <summary>Weights of 7 bits: no two neighbours can saturate a sum of 16 bits, whatever their order:
    /// 2 · 255 · 64 = 32 640.</summary>
    public static IntegerGrid SevenBitSymmetric { get; } = new(GraphElementType.Int8, -64, 64, IsSymmetric: true);

    /// <summary>The least scale, 2^-24, the least FP16 number: dead channels must not have scale 0, which TensorRT
    /// refuses.</summary>
    public static float ScaleFloor => 5.9604645e-8f; // 2^-24

    /// <summary>Finds the scale and the zero point for a range.</summary>
    /// <param name="range">What must be represented.</param>
    public QuantizationParameters Fit(ClippingRange range)
    {
        if (IsSymmetric)
        {
            return new QuantizationParameters(this, Math.Max(ScaleFloor, Round(range.Magnitude / HighestCode)), 0);
        }

        float scale = Math.Max(ScaleFloor, Round((range.High - range.Low) / (HighestCode - LowestCode)));
        double zeroPoint = Math.Round(LowestCode - (range.Low / scale), MidpointRounding.ToEven);
        return new QuantizationParameters(this, scale, (int)Math.Clamp(zeroPoint, LowestCode, HighestCode));
    }

    private float Round(double scale)
    {
        if (!HasShortScales || scale == 0)
        {
            return RoundDown(scale);
        }

        // Up, so that nothing is clipped that was to be represented: by a sixteenth at most. FP16 has no unit below 2^-24.
        double unit = Math.ScaleB(1, Math.Max(Math.ILogB(scale) - 3, -24));
        return (float)(Math.Ceiling(scale / unit) * unit);
    }

    // Rounded down, the highest code of a range up to 6 is not above 6: a Clip to 6 before it has nothing left to do.
    private static float RoundDown(double scale)
    {
        float rounded = (float)scale;
        return rounded > scale ? MathF.BitDecrement(rounded) : rounded;
    }
}
