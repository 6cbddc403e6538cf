using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>What the centre of every pixel shows: the source of all labels.</summary>
internal sealed class SurfaceBuffer
{
    private readonly Hit[] _hits;

    private SurfaceBuffer(int height, int width, Hit[] hits)
    {
        Height = height;
        Width = width;
        _hits = hits;
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>The hits, row by row; their distance is the depth along the optical axis, in metres.</summary>
    public ReadOnlySpan<Hit> Hits => _hits;

    /// <summary>Sends a ray through the centre of every pixel.</summary>
    public static SurfaceBuffer Trace(Scene scene, int height, int width)
    {
        RayCaster caster = new(scene);
        Hit[] hits = new Hit[height * width];
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i++)
            {
                hits[i] = caster.Trace(scene.Camera.Position, scene.Camera.Ray(x + 0.5f, y + 0.5f, height, width));
            }
        }

        return new SurfaceBuffer(height, width, hits);
    }

    public LabelMap Segmentation(Scene scene) =>
        new(Height, Width, Array.ConvertAll(_hits, hit => (byte)scene.ClassOf(hit.Surface)));

    public DepthMap DepthMap() => new(Height, Width, Array.ConvertAll(_hits, hit => hit.Distance));

    public NormalMap NormalMap(CameraPose camera)
    {
        int plane = _hits.Length;
        float[] components = new float[3 * plane];
        for (int i = 0; i < plane; i++)
        {
            Vector3 normal = Vector3.Normalize(camera.ToCamera(_hits[i].Normal));
            components[i] = normal.X;
            components[plane + i] = normal.Y;
            components[(2 * plane) + i] = normal.Z;
        }

        return new NormalMap(Height, Width, components);
    }

    /// <summary>Marks each pixel whose right or lower neighbour shows another object.</summary>
    public LabelMap Boundaries()
    {
        byte[] labels = new byte[_hits.Length];
        for (int y = 0, i = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++, i++)
            {
                int surface = _hits[i].Surface;
                bool differs = (x + 1 < Width && _hits[i + 1].Surface != surface)
                    || (y + 1 < Height && _hits[i + Width].Surface != surface);
                labels[i] = differs ? (byte)1 : (byte)0;
            }
        }

        return new LabelMap(Height, Width, labels);
    }
}
