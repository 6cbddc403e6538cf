namespace DenseEdge.Data.Transforms;

/// <summary>For each target position the two source positions that bilinear scaling mixes, and the second one's
/// share.</summary>
/// <remarks>OpenCV's rule: pixel centres map to pixel centres (x + 0.5) / f - 0.5, the border repeats, no
/// antialiasing.</remarks>
internal sealed class BilinearTaps
{
    private BilinearTaps(int[] first, int[] second, float[] share)
    {
        First = first;
        Second = second;
        Share = share;
    }

    /// <summary>The source position before the target's, or <see cref="PixelGather.Outside"/>.</summary>
    public int[] First { get; }

    /// <summary>The source position after it.</summary>
    public int[] Second { get; }

    /// <summary>The weight of the second position, 0 to 1.</summary>
    public float[] Share { get; }

    /// <summary>Computes the taps of chosen target positions.</summary>
    /// <param name="source">The source size.</param>
    /// <param name="target">The size of the whole scaled image.</param>
    /// <param name="positions">Positions in the scaled image; negative ones lie outside.</param>
    public static BilinearTaps At(int source, int target, int[] positions)
    {
        double step = 1 / ((double)target / source);
        int[] first = new int[positions.Length];
        int[] second = new int[positions.Length];
        float[] share = new float[positions.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            if (positions[i] < 0)
            {
                first[i] = second[i] = PixelGather.Outside;
                continue;
            }

            float position = (float)(((positions[i] + 0.5) * step) - 0.5);
            int floor = (int)MathF.Floor(position);
            bool atBorder = floor < 0 || floor >= source - 1;
            first[i] = Math.Clamp(floor, 0, source - 1);
            second[i] = Math.Min(first[i] + 1, source - 1);
            share[i] = atBorder ? 0 : position - floor;
        }

        return new BilinearTaps(first, second, share);
    }
}
