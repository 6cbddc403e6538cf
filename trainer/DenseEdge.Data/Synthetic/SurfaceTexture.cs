using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Computes the colour of a material at a point, before any light falls on it.</summary>
internal static class SurfaceTexture
{
    /// <summary>Gets the share of light that the surface reflects.</summary>
    /// <param name="material">The material.</param>
    /// <param name="uv">The point on the surface, in metres.</param>
    /// <param name="footprint">The size of a pixel on the surface, in metres.</param>
    /// <returns>Linear red, green and blue, 0 to 1.</returns>
    public static Vector3 Color(in Material material, Vector2 uv, float footprint)
    {
        int seed = (int)(material.Seed * 1000);
        uv += new Vector2(material.Seed * 17, material.Seed * 31);
        return material.Kind switch
        {
            MaterialKind.Plaster => material.Main * (0.94f + (0.1f * Fine(uv, 6, seed, footprint))),
            MaterialKind.Stripes => Vector3.Lerp(
                material.Main, material.Second, Pattern.Stripe(uv.X / material.Size, 0.5f, footprint / material.Size)),
            MaterialKind.Damask => Damask(material, uv, footprint),
            MaterialKind.Brick => Brick(material, uv, footprint, seed),
            MaterialKind.Planks => Planks(material, uv, footprint, seed),
            MaterialKind.Tiles => Tiles(material, uv, footprint, seed),
            MaterialKind.Checker => Vector3.Lerp(
                material.Main, material.Second, Pattern.Checker(uv / material.Size, footprint / material.Size)),
            MaterialKind.Marble => Marble(material, uv, footprint, seed),
            MaterialKind.Wood => Wood(material, uv, footprint, seed),
            MaterialKind.Fabric => Fabric(material, uv, footprint, seed),
            MaterialKind.Carpet => Carpet(material, uv, footprint, seed),
            MaterialKind.Painting => Painting(material, uv, seed),
            MaterialKind.Books => Books(material, uv, footprint, seed),
            _ => material.Main,
        };
    }

    // Noise finer than a pixel fades to its mean.
    private static float Fine(Vector2 uv, float frequency, int seed, float footprint)
    {
        float fade = Math.Clamp(1.6f - (footprint * frequency * 1.6f), 0, 1);
        return fade <= 0 ? 0.5f : 0.5f + ((ValueNoise.Fractal(uv * frequency, seed) - 0.5f) * fade);
    }

    private static Vector3 Wood(in Material material, Vector2 uv, float footprint, int seed)
    {
        float warp = ValueNoise.Smooth(uv.X * 1.5f, uv.Y * 9, seed) * 2.2f;
        float grain =
            Fine(new Vector2(uv.X * 0.12f, uv.Y) + new Vector2(0, warp * 0.02f), 55, seed + 7, footprint * 0.6f);
        float rings = 0.5f + (0.5f * MathF.Sin((uv.Y * 38) + (warp * 3.5f)));
        return Vector3.Lerp(material.Main, material.Second, Math.Clamp((grain * 0.7f) + (rings * 0.25f) - 0.1f, 0, 1));
    }

    private static Vector3 Planks(in Material material, Vector2 uv, float footprint, int seed)
    {
        float row = MathF.Floor(uv.Y / material.Size);
        float length = material.Size * 9;
        float shift = ValueNoise.Cell((int)row, seed, 3) * length;
        float column = MathF.Floor((uv.X + shift) / length);
        float tone = 0.78f + (0.36f * ValueNoise.Cell((int)row, (int)column, seed));
        Vector2 grainAt = new(uv.X + (row * 3.1f), uv.Y + (column * 5.7f));
        Vector3 wood = Wood(material, grainAt, footprint, seed) * tone;
        float gap = Pattern.Stripe(uv.Y / material.Size, 0.035f, footprint / material.Size)
            + Pattern.Stripe((uv.X + shift) / length, 0.004f, footprint / length);
        return wood * (1 - (0.65f * MathF.Min(gap, 1)));
    }

    private static Vector3 Tiles(in Material material, Vector2 uv, float footprint, int seed)
    {
        Vector2 cell = uv / material.Size;
        float tone = 0.9f + (0.14f * ValueNoise.Cell((int)MathF.Floor(cell.X), (int)MathF.Floor(cell.Y), seed));
        Vector3 tile = material.Main * (tone * (0.9f + (0.18f * Fine(uv, 5, seed, footprint))));
        float pixel = footprint / material.Size;
        float grout = MathF.Max(Pattern.Stripe(cell.X, 0.03f, pixel), Pattern.Stripe(cell.Y, 0.03f, pixel));
        return Vector3.Lerp(tile, material.Second, grout);
    }

    private static Vector3 Brick(in Material material, Vector2 uv, float footprint, int seed)
    {
        float height = material.Size * 0.33f;
        float row = MathF.Floor(uv.Y / height);
        float along = (uv.X / material.Size) + (0.5f * (row - (2 * MathF.Floor(row * 0.5f))));
        float tone = 0.72f + (0.5f * ValueNoise.Cell((int)MathF.Floor(along), (int)row, seed));
        Vector3 brick = material.Main * (tone * (0.85f + (0.3f * Fine(uv, 24, seed, footprint))));
        float mortar = MathF.Max(
            Pattern.Stripe(along, 0.06f, footprint / material.Size),
            Pattern.Stripe(uv.Y / height, 0.16f, footprint / height));
        return Vector3.Lerp(brick, material.Second, mortar);
    }

    private static Vector3 Damask(in Material material, Vector2 uv, float footprint)
    {
        Vector2 phase = uv * (MathF.Tau / material.Size);

        // Medallions in a diamond lattice, with a leaf between each four.
        float lattice = MathF.Cos(phase.X) + MathF.Cos(phase.Y);
        float leaf = MathF.Cos(phase.X * 3) * MathF.Cos(phase.Y * 2);
        float fade = Math.Clamp(1.5f - (footprint * 4 / material.Size), 0, 1);
        float share = 0.5f + (Math.Clamp(((lattice * lattice) - 1.2f + leaf) * 1.5f, -0.5f, 0.5f) * fade);
        return Vector3.Lerp(material.Main, material.Second, share);
    }

    private static Vector3 Marble(in Material material, Vector2 uv, float footprint, int seed)
    {
        Vector2 warped = uv + new Vector2(ValueNoise.Fractal(uv * 3, seed) * 0.6f);
        float vein = MathF.Abs(Fine(warped, 4 / material.Size, seed + 5, footprint) - 0.5f) * 9;
        return Vector3.Lerp(material.Second, material.Main, Math.Clamp(vein, 0.1f, 1));
    }

    private static Vector3 Fabric(in Material material, Vector2 uv, float footprint, int seed)
    {
        float weave = Pattern.Checker(uv * 90, footprint * 90) - 0.5f;
        float worn = Fine(uv, 5, seed, footprint) - 0.5f;
        return material.Main * (1 + (0.25f * weave) + (0.3f * worn));
    }

    private static Vector3 Carpet(in Material material, Vector2 uv, float footprint, int seed)
    {
        float pile = Fine(uv, 60, seed, footprint) - 0.5f;
        float large = Fine(uv, 2.2f, seed + 3, footprint) - 0.5f;
        Vector2 phase = uv / material.Size;
        float diamonds = Pattern.Stripe(phase.X + phase.Y, 0.5f, footprint / material.Size)
            + Pattern.Stripe(phase.X - phase.Y, 0.5f, footprint / material.Size);
        Vector3 color = Vector3.Lerp(material.Main, material.Second, MathF.Abs(diamonds - 1));
        return color * (1 + (0.5f * pile) + (0.2f * large));
    }

    private static Vector3 Painting(in Material material, Vector2 uv, int seed)
    {
        float land = ValueNoise.Fractal(uv * 5, seed);
        float sky = ValueNoise.Fractal(new Vector2(uv.X * 3, uv.Y * 9), seed + 11);
        Vector3 third = new(material.Second.Z, material.Main.X, material.Second.Y);
        Vector3 ground = Vector3.Lerp(material.Main, third, Math.Clamp((land - 0.3f) * 2.4f, 0, 1));
        return Vector3.Lerp(ground, material.Second, Math.Clamp((sky + (uv.Y % 0.7f) - 0.75f) * 6, 0, 1));
    }

    private static Vector3 Books(in Material material, Vector2 uv, float footprint, int seed)
    {
        float spine = uv.X / material.Size;
        int book = (int)MathF.Floor(spine);
        Vector3 color = new(
            0.08f + (0.6f * ValueNoise.Cell(book, seed, 1)),
            0.08f + (0.45f * ValueNoise.Cell(book, seed, 2)),
            0.08f + (0.45f * ValueNoise.Cell(book, seed, 3)));
        return color * (1 - (0.7f * Pattern.Stripe(spine, 0.14f, footprint / material.Size)));
    }
}
