namespace DenseEdge.Quantization.Float16;

/// <summary>What rounding to FP16 does to the values of a constant.</summary>
/// <param name="LargestMagnitude">The greatest finite magnitude before rounding; infinities are meant and stay.</param>
/// <param name="WeakCount">Number of values that are subnormal in FP16 or become 0 though they were not.</param>
/// <param name="RelativeError">Length of the error vector over the length of the values; 0 if all are 0.</param>
/// <param name="HasNotANumber">Whether a value is NaN.</param>
internal readonly record struct HalfRounding(float LargestMagnitude, long WeakCount, double RelativeError, bool HasNotANumber)
{
    /// <summary>Measures it.</summary>
    /// <param name="values">The values.</param>
    public static HalfRounding Of(ReadOnlySpan<float> values)
    {
        float largest = 0;
        long weak = 0;
        double error = 0, power = 0;
        bool notANumber = false;
        foreach (float value in values)
        {
            notANumber |= float.IsNaN(value);
            if (!float.IsFinite(value))
            {
                continue;
            }

            float magnitude = MathF.Abs(value);
            largest = MathF.Max(largest, magnitude);
            weak += magnitude is > 0 and < HalfRange.SmallestNormal ? 1 : 0;
            double difference = (double)value - HalfRange.Round(value);
            error += double.IsFinite(difference) ? difference * difference : 0;
            power += (double)value * value;
        }

        return new HalfRounding(largest, weak, power == 0 ? 0 : Math.Sqrt(error / power), notANumber);
    }
}
