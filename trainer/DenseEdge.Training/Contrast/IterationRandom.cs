namespace DenseEdge.Training.Contrast;

/// <summary>Random numbers that depend on the seed and the step alone, so that a resumed training draws the same.</summary>
internal static class IterationRandom
{
    /// <summary>Makes a generator.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="step">Steps done before this one.</param>
    /// <param name="stream">Tells the uses within a step apart, 0 to 255.</param>
    public static Random For(int seed, int step, int stream)
    {
        unchecked
        {
            // SplitMix64's finaliser: neighbouring steps and streams get unrelated seeds.
            ulong place = ((ulong)(uint)step << 8) + (byte)stream;
            ulong z = ((ulong)(uint)seed << 32) + (place * 0x9E3779B97F4A7C15UL) + 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return new Random((int)(z ^ (z >> 31)));
        }
    }
}
