namespace DenseEdge.Data.Transforms;

/// <summary>Marks pixels without a label by 255 in every task: the one ignore value of the reference implementation's
/// losses.</summary>
/// <remarks>
/// Depth 0 becomes 255 m, a zero normal (255, 255, 255): not what <see cref="DenseSample"/> promises, so this comes
/// last. A human parts label without any person becomes 255 throughout, so that training on parts sees people only, as
/// in the reference implementation of ATRC (ICCV 2021).
/// </remarks>
public static class IgnoreRegions
{
    /// <summary>Marks the pixels of one sample.</summary>
    /// <param name="sample">The sample; stays as it is.</param>
    /// <returns>The sample with new arrays for depth, normals and human parts; the others are shared.</returns>
    public static DenseSample Apply(DenseSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample with
        {
            Depth = sample.Depth is { } depth
                ? depth with { Meters = Array.ConvertAll(depth.Meters, d => d == 0 ? DenseSample.Ignore : d) }
                : null,
            Normals = sample.Normals is { } normals ? Mark(normals) : null,
            HumanParts = sample.HumanParts is { } parts ? Mark(parts) : null,
        };
    }

    /// <summary>Marks human parts only, which leaves depth and normals as <see cref="DenseSample"/> promises
    /// them.</summary>
    /// <param name="sample">The sample; stays as it is.</param>
    public static DenseSample ApplyToHumanParts(DenseSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.HumanParts is { } parts ? sample with { HumanParts = Mark(parts) } : sample;
    }

    private static NormalMap Mark(NormalMap normals)
    {
        float[] marked = (float[])normals.Components.Clone();
        int plane = marked.Length / 3;
        unchecked
        {
            for (int i = 0; i < plane; i++)
            {
                if (marked[i] == 0 && marked[plane + i] == 0 && marked[(2 * plane) + i] == 0)
                {
                    marked[i] = marked[plane + i] = marked[(2 * plane) + i] = DenseSample.Ignore;
                }
            }
        }

        return normals with { Components = marked };
    }

    private static LabelMap Mark(LabelMap parts)
    {
        if (parts.Labels.AsSpan().ContainsAnyExcept((byte)0, DenseSample.Ignore))
        {
            return parts;
        }

        byte[] unknown = new byte[parts.Labels.Length];
        Array.Fill(unknown, DenseSample.Ignore);
        return parts with { Labels = unknown };
    }
}
