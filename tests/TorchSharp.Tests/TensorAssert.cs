using static TorchSharp.torch;

namespace TorchSharp.Tests;

internal static class TensorAssert
{
    /// <summary>
    /// Compares shape and values; the tolerance covers single-precision rounding of a few operations.
    /// </summary>
    public static void Close(float[] expected, Tensor actual, double tolerance = 1e-5)
    {
        using Tensor real = actual.to_type(ScalarType.Float32);
        float[] values = real.data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - values[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"Element {i}: expected {expected[i]}, got {values[i]}.");
        }
    }

    public static void Shape(long[] expected, Tensor actual) => Assert.Equal(expected, actual.shape);
}
