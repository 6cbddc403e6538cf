using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>How much of each light every pixel sees.</summary>
/// <remarks>
/// Soft shadows at one ray per pixel: the 16 pixels of a 4x4 tile aim at 8 points of the lamp and 8 of the windows, and
/// a 4x4 average that stays on one surface evens them out (interleaved sampling, Keller and Heidrich, EGWR 2001).
/// </remarks>
internal sealed class ShadowBuffer
{
    private const int Tile = 4;
    private const float Offset = 0.004f;

    // An order in which neighbours are far apart (Bayer).
    private static readonly int[] TileOrder = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    private readonly Vector3[] _visible; // lamp, windows, sun

    private ShadowBuffer(Vector3[] visible) => _visible = visible;

    /// <summary>Gets the visible shares of the lamp (x), the windows (y) and the sun (z) at a pixel, 0 to 1.</summary>
    public Vector3 this[int pixel] => _visible[pixel];

    /// <summary>Sends the shadow rays of all pixels.</summary>
    public static ShadowBuffer Cast(Scene scene, SurfaceBuffer surfaces, RayCaster caster)
    {
        Vector3[] raw = new Vector3[surfaces.Hits.Length];
        for (int y = 0, i = 0; y < surfaces.Height; y++)
        {
            for (int x = 0; x < surfaces.Width; x++, i++)
            {
                Hit hit = surfaces.Hits[i];
                Vector3 ray = scene.Camera.Ray(x + 0.5f, y + 0.5f, surfaces.Height, surfaces.Width);
                Vector3 point = scene.Camera.Position + (ray * hit.Distance) + (hit.Normal * Offset);
                raw[i] = Visible(scene.Lights, caster, point, hit.Normal, TileOrder[((y % Tile) * Tile) + (x % Tile)]);
            }
        }

        return new ShadowBuffer(Smooth(raw, surfaces));
    }

    // -1 marks the light that this pixel did not ask for.
    private static Vector3 Visible(SceneLights lights, RayCaster caster, Vector3 point, Vector3 normal, int order)
    {
        (float u, float v) =
            ((((order >> 2) + 0.5f) / 2) - 1, ((((order >> 1) & 1) + ((order & 8) / 16f) + 0.25f) / 0.75f) - 1);
        bool asksLamp = lights.Windows.Length == 0 || (order & 1) == 0;
        float lamp = !asksLamp ? -1 : See(lights.Lamp, u, v) ? 1 : 0;
        float windows = asksLamp ? -1 : See(lights.Windows[(order >> 1) % lights.Windows.Length], u, v) ? 1 : 0;
        return new Vector3(lamp, windows, SunReaches(lights, caster, point, normal, u, v) ? 1 : 0);

        bool See(in LightPatch patch, float across, float up)
        {
            Vector3 way = patch.Center + (patch.HalfU * across) + (patch.HalfV * up) - point;

            // A light behind the surface adds nothing, shadow or not.
            return Vector3.Dot(way, normal) > -0.15f * way.Length() && !caster.IsBlocked(point, way * 0.99f);
        }
    }

    private static bool SunReaches(
        SceneLights lights, RayCaster caster, Vector3 point, Vector3 normal, float u, float v)
    {
        if (lights.SunDirection == default || Vector3.Dot(normal, lights.SunDirection) <= 0)
        {
            return false;
        }

        Vector3 direction = lights.SunDirection + (new Vector3(u, v, -u) * 0.008f);
        foreach (LightPatch window in lights.Windows)
        {
            float towards = Vector3.Dot(direction, window.Normal);
            if (towards >= 0)
            {
                continue;
            }

            float distance = Vector3.Dot(window.Center - point, window.Normal) / towards;
            Vector3 off = point + (direction * distance) - window.Center;
            bool through = distance > 0
                && MathF.Abs(Vector3.Dot(off, window.HalfU)) < window.HalfU.LengthSquared()
                && MathF.Abs(Vector3.Dot(off, window.HalfV)) < window.HalfV.LengthSquared();
            if (through)
            {
                return !caster.IsBlocked(point, direction * distance);
            }
        }

        return false;
    }

    // A tile has no middle pixel: the first pass leans to the lower right, the second one back.
    private static Vector3[] Smooth(Vector3[] raw, SurfaceBuffer surfaces)
    {
        int[] sides = Array.ConvertAll(surfaces.Hits.ToArray(), Side);
        Vector3[] once = Average(raw, sides, surfaces.Height, surfaces.Width, -1);
        return Average(once, sides, surfaces.Height, surfaces.Width, -2);
    }

    private static Vector3[] Average(Vector3[] raw, int[] sides, int height, int width, int first)
    {
        Vector3[] smooth = new Vector3[raw.Length];
        for (int y = 0, i = 0; y < height; y++)
        {
            int top = Math.Max(y + first, 0), bottom = Math.Min(y + first + Tile, height);
            for (int x = 0; x < width; x++, i++)
            {
                int left = Math.Max(x + first, 0), length = Math.Min(x + first + Tile, width) - left;
                (Vector3 sum, Vector3 count) = (default, default);
                for (int ny = top; ny < bottom; ny++)
                {
                    int start = (ny * width) + left;
                    Add(raw.AsSpan(start, length), sides.AsSpan(start, length), sides[i], ref sum, ref count);
                }

                // A spot too small for an answer counts as lit: on a table leg nobody can tell.
                smooth[i] = (sum + Vector3.Max(Vector3.One - count, default)) / Vector3.Max(count, Vector3.One);
            }
        }

        return smooth;
    }

    private static void Add(
        ReadOnlySpan<Vector3> raw, ReadOnlySpan<int> sides, int side, ref Vector3 sum, ref Vector3 count)
    {
        unchecked
        {
            for (int n = 0; n < raw.Length; n++)
            {
                if (sides[n] == side)
                {
                    Vector3 asked = Vector3.GreaterThanOrEqual(raw[n], default);
                    sum += Vector3.Max(raw[n], default);
                    count += Vector3.ConditionalSelect(asked, Vector3.One, default);
                }
            }
        }
    }

    // One number per object and rough direction, since comparing numbers is cheaper than comparing normals.
    private static int Side(Hit hit)
    {
        Vector3 rough = (hit.Normal * 1.5f) + new Vector3(2.5f);
        return (((((hit.Surface * 5) + (int)rough.X) * 5) + (int)rough.Y) * 5) + (int)rough.Z;
    }
}
