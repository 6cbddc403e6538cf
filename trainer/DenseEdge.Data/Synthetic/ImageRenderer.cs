using System.Numerics;
using DenseEdge.Contracts;

namespace DenseEdge.Data.Synthetic;

/// <summary>Makes the camera's image of a scene.</summary>
internal static class ImageRenderer
{
    // Four points of a turned square: each covers another quarter of both axes.
    private static readonly Vector2[] EdgeSamples =
        [new(0.375f, 0.125f), new(0.875f, 0.375f), new(0.125f, 0.625f), new(0.625f, 0.875f)];

    /// <summary>Renders one image.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="surfaces">What its pixels show.</param>
    /// <param name="seed">The seed of the sensor's noise.</param>
    /// <param name="noise">The strength of the sensor's noise.</param>
    public static Rgb24Image Render(Scene scene, SurfaceBuffer surfaces, int seed, float noise)
    {
        RayCaster caster = new(scene);
        Shader shader = new(scene);
        ShadowBuffer shadows = ShadowBuffer.Cast(scene, surfaces, caster);
        Vector3[] light = new Vector3[surfaces.Hits.Length];
        float pixel = 2 * scene.Camera.HalfWidth / surfaces.Width;
        for (int y = 0, i = 0; y < surfaces.Height; y++)
        {
            for (int x = 0; x < surfaces.Width; x++, i++)
            {
                if (IsEdge(surfaces, x, y))
                {
                    light[i] = Average(scene, surfaces, caster, shader, shadows, x, y);
                }
                else
                {
                    Vector3 ray = scene.Camera.Ray(x + 0.5f, y + 0.5f, surfaces.Height, surfaces.Width);
                    light[i] = shader.Shade(surfaces.Hits[i], ray, pixel, shadows[i]);
                }
            }
        }

        return Sensor.Expose(light, surfaces.Height, surfaces.Width, scene.Exposure, seed, noise);
    }

    private static Vector3 Average(
        Scene scene, SurfaceBuffer surfaces, RayCaster caster, Shader shader, ShadowBuffer shadows, int x, int y)
    {
        float pixel = 2 * scene.Camera.HalfWidth / surfaces.Width;

        // What none of the neighbours' centres shows is too small to matter.
        Span<int> around = stackalloc int[9];
        int count = SurfacesAround(surfaces, x, y, around);
        Vector3 sum = default;
        foreach (Vector2 sample in EdgeSamples)
        {
            Vector3 ray = scene.Camera.Ray(x + sample.X, y + sample.Y, surfaces.Height, surfaces.Width);
            Hit hit = caster.TraceAmong(scene.Camera.Position, ray, around[..count]);
            Vector3 shaded = shader.Shade(hit, ray, pixel, shadows[SameSurface(surfaces, hit, x, y)]);

            // A lamp must not outshine the rest of its pixel, or its outline would be jagged again.
            sum += Vector3.Min(shaded, new Vector3(3));
        }

        return sum / EdgeSamples.Length;
    }

    private static int SurfacesAround(SurfaceBuffer surfaces, int x, int y, Span<int> found)
    {
        int count = 0;
        for (int ny = Math.Max(y - 1, 0); ny <= Math.Min(y + 1, surfaces.Height - 1); ny++)
        {
            for (int nx = Math.Max(x - 1, 0); nx <= Math.Min(x + 1, surfaces.Width - 1); nx++)
            {
                int surface = surfaces.Hits[(ny * surfaces.Width) + nx].Surface;
                if (!found[..count].Contains(surface))
                {
                    found[count++] = surface;
                }
            }
        }

        return count;
    }

    private static bool IsEdge(SurfaceBuffer surfaces, int x, int y)
    {
        int i = (y * surfaces.Width) + x;
        return (x > 0 && Differ(surfaces, i, i - 1)) || (x + 1 < surfaces.Width && Differ(surfaces, i, i + 1))
            || (y > 0 && Differ(surfaces, i, i - surfaces.Width))
            || (y + 1 < surfaces.Height && Differ(surfaces, i, i + surfaces.Width));
    }

    private static bool Differ(SurfaceBuffer surfaces, int first, int second)
    {
        ref readonly Hit a = ref surfaces.Hits[first];
        ref readonly Hit b = ref surfaces.Hits[second];
        return a.Surface != b.Surface || a.Primitive != b.Primitive || Vector3.Dot(a.Normal, b.Normal) < 0.8f;
    }

    // Shadows are known at pixel centres only: the nearest centre on the same side of the same surface stands in.
    private static int SameSurface(SurfaceBuffer surfaces, in Hit hit, int x, int y)
    {
        int own = (y * surfaces.Width) + x;
        if (Matches(surfaces.Hits[own], hit))
        {
            return own;
        }

        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                int i = (Math.Clamp(y + dy, 0, surfaces.Height - 1) * surfaces.Width)
                    + Math.Clamp(x + dx, 0, surfaces.Width - 1);
                if (Matches(surfaces.Hits[i], hit))
                {
                    return i;
                }
            }
        }

        return own;
    }

    private static bool Matches(in Hit a, in Hit b) => a.Surface == b.Surface && Vector3.Dot(a.Normal, b.Normal) > 0.8f;
}
