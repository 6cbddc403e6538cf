using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>How much of each light every pixel sees.</summary>
/// <remarks>
/// Soft shadows at one ray per pixel and light: the 16 pixels of a 4x4 tile aim at 16 different points of the light, and a
/// 4x4 average that stays on one surface evens them out (interleaved sampling, Keller and Heidrich, EGWR 2001).
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

    private static Vector3 Visible(SceneLights lights, RayCaster caster, Vector3 point, Vector3 normal, int order)
    {
        (float u, float v) = ((((order & 3) + 0.5f) / 2) - 1, (((order >> 2) + 0.5f) / 2) - 1);
        float lamp = See(lights.Lamp, u, v) ? 1 : 0;
        float windows = 0;
        if (lights.Windows.Length > 0)
        {
            windows = See(lights.Windows[order % lights.Windows.Length], u, v) ? 1 : 0;
        }

        return new Vector3(lamp, windows, SunReaches(lights, caster, point, normal, u, v) ? 1 : 0);

        bool See(in LightPatch patch, float across, float up)
        {
            Vector3 way = patch.Center + (patch.HalfU * across) + (patch.HalfV * up) - point;

            // A light behind the surface adds nothing, shadow or not.
            return Vector3.Dot(way, normal) > -0.15f * way.Length() && !caster.IsBlocked(point, way * 0.99f);
        }
    }

    private static bool SunReaches(SceneLights lights, RayCaster caster, Vector3 point, Vector3 normal, float u, float v)
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

    private static Vector3[] Smooth(Vector3[] raw, SurfaceBuffer surfaces)
    {
        ReadOnlySpan<Hit> hits = surfaces.Hits;
        Vector3[] smooth = new Vector3[raw.Length];
        for (int y = 0, i = 0; y < surfaces.Height; y++)
        {
            int top = Math.Max(y - 1, 0), bottom = Math.Min(y + Tile - 2, surfaces.Height - 1);
            for (int x = 0; x < surfaces.Width; x++, i++)
            {
                int left = Math.Max(x - 1, 0), right = Math.Min(x + Tile - 2, surfaces.Width - 1);
                (int surface, Vector3 normal) = (hits[i].Surface, hits[i].Normal);
                Vector3 sum = default;
                int count = 0;
                for (int ny = top; ny <= bottom; ny++)
                {
                    for (int n = (ny * surfaces.Width) + left; n <= (ny * surfaces.Width) + right; n++)
                    {
                        if (hits[n].Surface == surface && Vector3.Dot(hits[n].Normal, normal) > 0.9f)
                        {
                            sum += raw[n];
                            count++;
                        }
                    }
                }

                smooth[i] = sum / count;
            }
        }

        return smooth;
    }
}
