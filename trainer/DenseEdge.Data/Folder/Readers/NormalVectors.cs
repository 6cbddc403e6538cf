namespace DenseEdge.Data.Folder;

/// <summary>Makes vectors of length 1, or none.</summary>
internal static class NormalVectors
{
    /// <summary>Shorter ones are no normals: middle grey decodes to nearly zero.</summary>
    private const float ShortestLength = 0.05f;

    /// <summary>
    /// Scales the vectors of [3, H, W] to length 1 in place, and those that are too short or too long to 0.
    /// </summary>
    /// <param name="components">[3, H, W].</param>
    /// <param name="longest">Longer vectors are no normals.</param>
    internal static void Normalize(float[] components, float longest = float.MaxValue)
    {
        int plane = components.Length / 3;
        for (int i = 0; i < plane; i++)
        {
            float x = components[i];
            float y = components[plane + i];
            float z = components[(2 * plane) + i];
            float length = MathF.Sqrt((x * x) + (y * y) + (z * z));
            float scale = length >= ShortestLength && length <= longest ? 1 / length : 0;
            components[i] = scale == 0 ? 0 : x * scale;
            components[plane + i] = scale == 0 ? 0 : y * scale;
            components[(2 * plane) + i] = scale == 0 ? 0 : z * scale;
        }
    }
}
