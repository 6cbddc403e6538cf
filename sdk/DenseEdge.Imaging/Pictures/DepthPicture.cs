using DenseEdge.Contracts;

namespace DenseEdge.Imaging;

/// <summary>Pictures of distances: red is near, blue is far, black is not measured.</summary>
public static class DepthPicture
{
    /// <summary>Paints distances in the colours of Turbo.</summary>
    /// <param name="meters">[H, W] row by row; 0, negative and not-a-number mark a pixel without a measurement.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="nearMeters">Drawn red, and everything nearer too.</param>
    /// <param name="farMeters">Drawn blue, and everything farther too. Above <paramref name="nearMeters"/>.</param>
    /// <exception cref="ArgumentException">The distances don't fill the size, or far is not above near.</exception>
    public static Rgb24Image Draw(ReadOnlySpan<float> meters, int height, int width, float nearMeters, float farMeters)
    {
        Planes.Check(meters.Length, height, width, 1, nameof(meters));
        if (!(farMeters > nearMeters))
        {
            throw new ArgumentException(
                $"Expected far above near, got {farMeters} m and {nearMeters} m.", nameof(farMeters));
        }

        Rgb[] colors = TurboMap.Colors;
        var picture = new Rgb24Image(height, width);
        Span<byte> pixels = picture.Pixels;
        float scale = 255 / (farMeters - nearMeters);
        for (int i = 0; i < meters.Length; i++)
        {
            if (meters[i] > 0)
            {
                float nearness = Math.Clamp((farMeters - meters[i]) * scale, 0, 255);
                Rgb color = colors[(int)MathF.Round(nearness)];
                pixels[3 * i] = color.Red;
                pixels[(3 * i) + 1] = color.Green;
                pixels[(3 * i) + 2] = color.Blue;
            }
        }

        return picture;
    }

    /// <summary>Finds a range that shows a map well: its 2nd and 98th percentile.</summary>
    /// <param name="meters">Distances; 0, negative and not-a-number are left out.</param>
    /// <returns>Near and far in metres, far always above near; 0 and 10 if nothing is measured.</returns>
    public static (float NearMeters, float FarMeters) RangeOf(ReadOnlySpan<float> meters)
    {
        var measured = new List<float>(meters.Length);
        foreach (float value in meters)
        {
            if (value > 0 && float.IsFinite(value))
            {
                measured.Add(value);
            }
        }

        if (measured.Count == 0)
        {
            return (0, 10);
        }

        measured.Sort();
        float near = measured[measured.Count / 50];
        float far = measured[measured.Count - 1 - (measured.Count / 50)];
        return (near, Math.Max(far, near + 0.01f));
    }
}
