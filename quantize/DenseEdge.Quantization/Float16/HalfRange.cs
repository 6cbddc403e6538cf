namespace DenseEdge.Quantization.Float16;

/// <summary>The limits of IEEE 754 binary16.</summary>
internal static class HalfRange
{
    /// <summary>The greatest finite number; what rounds to more becomes infinite.</summary>
    public const float Largest = 65504;

    /// <summary>2^-14, the least number with all 11 binary digits; smaller ones lose a digit with each halving.</summary>
    public const float SmallestNormal = 1f / 16384;

    /// <summary>2^-24, the least number above 0.</summary>
    public const float Smallest = 1f / 16777216;

    /// <summary>Rounds to the nearest FP16 number, ties to even.</summary>
    /// <param name="value">A number.</param>
    public static float Round(float value) => (float)(Half)value;
}
