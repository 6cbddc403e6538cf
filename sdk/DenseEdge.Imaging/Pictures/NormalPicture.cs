using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>
/// Pictures of surface normals in the way of normal maps: red grows to the right, green upwards, blue towards the
/// viewer. A
/// floor is green, a ceiling magenta, a wall that faces the camera light blue; black has no normal.
/// </summary>
public static class NormalPicture
{
    private const float ShortestLength = 1e-3f;

    /// <summary>Paints normals.</summary>
    /// <param name="components">
    /// [3, H, W]: all x (right), all y (down), all z (forward), of any length; (0, 0, 0) has none.
    /// </param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <exception cref="ArgumentException">The components don't fill the size.</exception>
    public static Rgb24Image Draw(ReadOnlySpan<float> components, int height, int width)
    {
        Planes.Check(components.Length, height, width, 3, nameof(components));
        int plane = height * width;
        var picture = new Rgb24Image(height, width);
        Span<byte> pixels = picture.Pixels;
        for (int i = 0; i < plane; i++)
        {
            float x = components[i];
            float y = components[plane + i];
            float z = components[(2 * plane) + i];
            float length = MathF.Sqrt((x * x) + (y * y) + (z * z));
            if (length > ShortestLength)
            {
                pixels[3 * i] = Level(x / length);
                pixels[(3 * i) + 1] = Level(-y / length);
                pixels[(3 * i) + 2] = Level(-z / length);
            }
        }

        return picture;
    }

    private static byte Level(float component) => (byte)MathF.Round((Math.Clamp(component, -1, 1) + 1) * 127.5f);
}
