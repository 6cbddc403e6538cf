using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>What one sees through a window: far away, so it depends on the direction alone.</summary>
internal static class Outdoors
{
    /// <summary>Gets the light that comes from a direction.</summary>
    /// <param name="material">The sky's colour (main), the ground's (second), and a seed.</param>
    /// <param name="direction">From the camera outwards, of any length.</param>
    public static Vector3 Light(in Material material, Vector3 direction)
    {
        Vector3 unit = Vector3.Normalize(direction);
        float around = MathF.Atan2(unit.X, unit.Z) * 4;
        int seed = (int)(material.Seed * 1000);
        float skyline = 0.02f + (0.16f * ValueNoise.Fractal(new Vector2(around * 1.7f, 0.5f), seed));
        float height = Math.Clamp((unit.Y - skyline) * 40, 0, 1);
        float clouds = ValueNoise.Fractal(new Vector2(around * 1.3f, unit.Y * 9), seed + 5);
        Vector3 cloud = Vector3.Min((material.Main * 1.5f) + new Vector3(0.02f), new Vector3(1.1f));
        Vector3 sky = Vector3.Lerp(material.Main, cloud, Math.Clamp((clouds - 0.42f) * 2.6f, 0, 0.9f));
        Vector3 trees = material.Second * (0.4f + ValueNoise.Fractal(new Vector2(around * 9, unit.Y * 40), seed + 9));
        return Vector3.Lerp(trees * 0.8f, sky, height) * material.Size;
    }
}
