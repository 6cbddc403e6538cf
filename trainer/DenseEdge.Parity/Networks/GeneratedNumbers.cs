using System.Text;

namespace DenseEdge.Parity.Networks;

/// <summary>The weights and images of the whole-network vectors, which are not stored but computed from their names.</summary>
/// <remarks>
/// Seed: FNV-1a of 32 bits over the name (Fowler, Noll and Vo). Numbers: the linear congruential generator of Press et al.,
/// "Numerical Recipes" (quick and dirty, 32 bits).
/// </remarks>
internal static class GeneratedNumbers
{
    private const double BiasRange = 0.2;
    private const double ImageRange = 4;
    private const double Range = 4294967296.0;

    /// <summary>Gets the seed that belongs to a name.</summary>
    /// <param name="name">The name.</param>
    public static uint Seed(string name)
    {
        uint hash = 0x811c9dc5;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ value) * 0x01000193);
        }

        return hash;
    }

    /// <summary>Computes the values of one entry of a network's state.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="gain">Factor of convolutions' weights.</param>
    /// <returns>The values row by row.</returns>
    public static float[] Entry(string name, IReadOnlyList<long> shape, double gain)
    {
        double fanIn = shape.Skip(1).Aggregate(1.0, (product, side) => product * side);
        bool isOffset = Ends("running_mean") || Ends("bias");
        bool isScale = Ends("running_var") || shape.Count == 1;
        Func<double, double> value = (isOffset, isScale) switch
        {
            (true, _) => static u => (u - 0.5) * BiasRange,
            (_, true) => static u => 0.5 + u,
            _ => u => ((2 * u) - 1) * gain * Math.Sqrt(3 / fanIn),
        };
        return Draw(name, shape, value);

        bool Ends(string suffix) => name.EndsWith(suffix, StringComparison.Ordinal);
    }

    /// <summary>Computes an image.</summary>
    /// <param name="shape">[N, 3, H, W].</param>
    /// <returns>Values from -2 to 2, row by row.</returns>
    public static float[] Image(IReadOnlyList<long> shape) => Draw("image", shape, static u => (u - 0.5) * ImageRange);

    private static float[] Draw(string name, IReadOnlyList<long> shape, Func<double, double> value)
    {
        float[] result = new float[shape.Aggregate(1L, (product, side) => product * side)];
        uint x = Seed(name);
        for (int i = 0; i < result.Length; i++)
        {
            x = unchecked((1664525 * x) + 1013904223);
            result[i] = (float)value(x / Range);
        }

        return result;
    }
}
