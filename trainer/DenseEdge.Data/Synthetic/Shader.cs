using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Computes the light that a surface sends to the camera.</summary>
internal sealed class Shader(Scene scene)
{
    private const float HighlightExponent = 40;

    private readonly Footprint[] _footprints = Array.ConvertAll(scene.Pieces, piece => piece.Footprint());

    /// <summary>Shades one hit.</summary>
    /// <param name="hit">What the ray met.</param>
    /// <param name="ray">The ray's direction.</param>
    /// <param name="pixel">The size of a pixel at a distance of 1, in metres.</param>
    /// <param name="visible">The visible shares of lamp, windows and sun.</param>
    /// <returns>Linear light.</returns>
    public Vector3 Shade(in Hit hit, Vector3 ray, float pixel, Vector3 visible)
    {
        Vector3 point = scene.Camera.Position + (ray * hit.Distance);
        float length = ray.Length();
        float facing = MathF.Max(-Vector3.Dot(hit.Normal, ray) / length, 0.08f);
        Material material = MaterialAt(hit, point, pixel * hit.Distance * length / facing, out Vector3 color);
        if (material.Emits)
        {
            return material.Kind == MaterialKind.Glow ? material.Main : Outdoors.Light(material, ray);
        }

        SceneLights lights = scene.Lights;
        Vector3 lamp = lights.Lamp.Unshadowed(point, hit.Normal) * visible.X;
        Vector3 windows = default;
        foreach (LightPatch window in lights.Windows)
        {
            windows += window.Unshadowed(point, hit.Normal);
        }

        windows *= visible.Y;
        Vector3 sun = lights.Sun * (visible.Z * MathF.Max(Vector3.Dot(hit.Normal, lights.SunDirection), 0));

        // What the floor sends back: it reaches the ceiling best, which sees no lamp.
        Vector3 bounce = lights.Ambient * (1.05f - (0.4f * hit.Normal.Y));
        Vector3 ambient = bounce * Openness(hit, point);
        Vector3 light = color * (ambient + lamp + windows + sun);
        if (material.Gloss > 0)
        {
            Vector3 reflected = ray / length;
            reflected -= hit.Normal * (2 * Vector3.Dot(reflected, hit.Normal));
            light += material.Gloss * (Highlight(lights.Lamp, point, reflected, visible.X)
                + (lights.Windows.Length > 0 ? Highlight(lights.Windows[0], point, reflected, visible.Y) : default));
        }

        return light;
    }

    private static Vector3 Highlight(in LightPatch patch, Vector3 point, Vector3 reflected, float visible)
    {
        Vector3 way = Vector3.Normalize(patch.Center - point);
        float cosine = Vector3.Dot(way, reflected);
        return cosine < 0.8f ? default : patch.Power * (0.16f * visible * MathF.Pow(cosine, HighlightExponent));
    }

    private Material MaterialAt(in Hit hit, Vector3 point, float footprint, out Vector3 color)
    {
        Vector2 uv;
        Material material;
        if (hit.Surface >= Surface.FirstPiece)
        {
            Piece piece = scene.Pieces[hit.Surface - Surface.FirstPiece];
            material = piece.Materials[piece.Primitives[hit.Primitive].Material];
            uv = Project(piece.ToPiece(point - piece.Position), piece.ToPiece(hit.Normal));
            color = SurfaceTexture.Color(material, uv, footprint);
            return material;
        }

        uv = Project(point, hit.Normal);
        if (hit.Surface >= Surface.FirstWall)
        {
            material = scene.Walls[hit.Surface - Surface.FirstWall];
            Vector3 wall = SurfaceTexture.Color(material, uv, footprint);
            float board = Math.Clamp(((scene.SkirtingHeight - point.Y) / MathF.Max(footprint, 1e-4f)) + 0.5f, 0, 1);
            color = Vector3.Lerp(wall, scene.Skirting, board);
            return material;
        }

        material = hit.Surface == Surface.Floor ? scene.Floor : scene.Ceiling;
        color = SurfaceTexture.Color(material, uv, footprint);
        return material;
    }

    // The two axes that the surface lies in; upright surfaces have their v upwards.
    private static Vector2 Project(Vector3 point, Vector3 normal)
    {
        Vector3 size = Vector3.Abs(normal);
        return size.Y >= size.X && size.Y >= size.Z ? new Vector2(point.Z, point.X)
            : size.X >= size.Z ? new Vector2(point.Z, point.Y)
            : new Vector2(point.X, point.Y);
    }

    // Corners and the floor beside furniture see less of the room.
    private float Openness(in Hit hit, Vector3 point)
    {
        Vector3 near = Vector3.Min(point, scene.Size - point);
        Vector3 away = Vector3.One - Vector3.Abs(hit.Normal);
        float open = 1 - (0.42f * ((away.X * Close(near.X)) + (away.Y * Close(near.Y)) + (away.Z * Close(near.Z))));
        if (hit.Normal.Y > 0.9f && point.Y < 0.05f)
        {
            for (int i = 0; i < _footprints.Length; i++)
            {
                Piece piece = scene.Pieces[i];
                float distance = _footprints[i].DistanceTo(point.X, point.Z);
                if (distance < 0.6f && piece.Position.Y < 0.1f && piece.High.Y is > 0.05f and < 2.2f)
                {
                    open *= 1 - (0.5f * Close(distance * 1.4f));
                }
            }
        }

        return MathF.Max(open, 0.15f);
    }

    private static float Close(float distance) => 1 / (1 + (distance * distance * 22));
}
