namespace DenseEdge.Data.Transforms;

/// <summary>RGB to HSV and back, on bytes, with OpenCV's ranges (hue 0 to 179, saturation and value 0 to 255) and
/// rounding.</summary>
public static class HsvColor
{
    /// <summary>The number of hues.</summary>
    public const int HueCount = 180;

    private const int FractionBits = 12;
    private const int Half = 1 << (FractionBits - 1);

    private static readonly int[] SaturationFactors = Factors(255);
    private static readonly int[] HueFactors = Factors(HueCount / 6.0);

    // Per sector of 60 degrees: where red, green and blue stand in the word low, falling, rising, value.
    private static ReadOnlySpan<byte> RedShift => [24, 8, 0, 0, 16, 24];

    private static ReadOnlySpan<byte> GreenShift => [16, 24, 24, 8, 0, 0];

    private static ReadOnlySpan<byte> BlueShift => [0, 0, 16, 24, 24, 8];

    /// <summary>Converts one colour.</summary>
    /// <param name="red">Red.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    public static (byte Hue, byte Saturation, byte Value) FromRgb(byte red, byte green, byte blue)
    {
        unchecked
        {
            int value = Math.Max(red, Math.Max(green, blue));
            int range = value - Math.Min(red, Math.Min(green, blue));
            int saturation = ((range * SaturationFactors[value]) + Half) >> FractionBits;
            int sector = value == red ? green - blue
                : value == green ? blue - red + (2 * range)
                : red - green + (4 * range);
            int hue = ((sector * HueFactors[range]) + Half) >> FractionBits;
            return ((byte)(hue < 0 ? hue + HueCount : hue), (byte)saturation, (byte)value);
        }
    }

    /// <summary>Converts one colour.</summary>
    /// <param name="hue">Hue, 0 to 179.</param>
    /// <param name="saturation">Saturation.</param>
    /// <param name="value">Value: the largest of red, green and blue.</param>
    public static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
    {
        unchecked
        {
            float position = hue * (6f / HueCount);
            int sector = (int)position;
            float part = position - sector;
            float s = saturation * (1f / 255);
            float v = value * (1f / 255);

            // Fused, as OpenCV computes it on processors with such an instruction: one rounding less decides some bytes.
            float lost = v * s;
            float least = MathF.FusedMultiplyAdd(-v, s, v);
            uint low = Round(least * 255);
            uint falling = Round(MathF.FusedMultiplyAdd(-lost, part, v) * 255);
            uint rising = Round(MathF.FusedMultiplyAdd(lost, part, least) * 255);

            // Shifts instead of a switch: in a noisy picture no processor can predict the sector.
            uint levels = low | (falling << 8) | (rising << 16) | ((uint)value << 24);
            return ((byte)(levels >> RedShift[sector]), (byte)(levels >> GreenShift[sector]),
                (byte)(levels >> BlueShift[sector]));
        }
    }

    // Half to even, as OpenCV rounds.
    private static uint Round(float value) => unchecked((uint)(int)MathF.Round(value));

    private static int[] Factors(double range) =>
        [0, .. Enumerable.Range(1, 255).Select(divisor => (int)Math.Round((1 << FractionBits) * range / divisor))];
}
