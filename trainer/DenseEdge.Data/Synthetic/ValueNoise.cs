using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Smooth random values over space, the same on every call.</summary>
internal static class ValueNoise
{
    /// <summary>A random value of a cell of a grid, 0 to 1.</summary>
    public static float Cell(int x, int y, int z)
    {
        unchecked
        {
            uint hash = ((uint)x * 0x8DA6B343) ^ ((uint)y * 0xD8163841) ^ ((uint)z * 0xCB1AB31F);
            hash = (hash ^ (hash >> 15)) * 0x2C1B3C6D;
            hash = (hash ^ (hash >> 12)) * 0x297A2D39;
            return (hash >> 8) * (1f / (1 << 24));
        }
    }

    /// <summary>A value that changes over distances of about 1, 0 to 1.</summary>
    /// <param name="x">Position.</param>
    /// <param name="y">Position.</param>
    /// <param name="seed">Another number gives other noise.</param>
    public static float Smooth(float x, float y, int seed)
    {
        float floorX = MathF.Floor(x), floorY = MathF.Floor(y);
        int cellX = (int)floorX, cellY = (int)floorY;
        float u = x - floorX, v = y - floorY;
        u = u * u * (3 - (2 * u));
        v = v * v * (3 - (2 * v));
        float upper = Lerp(Cell(cellX, cellY, seed), Cell(cellX + 1, cellY, seed), u);
        float lower = Lerp(Cell(cellX, cellY + 1, seed), Cell(cellX + 1, cellY + 1, seed), u);
        return Lerp(upper, lower, v);
    }

    /// <summary>Three octaves of <see cref="Smooth"/>, 0 to 1.</summary>
    public static float Fractal(Vector2 point, int seed) =>
        (Smooth(point.X, point.Y, seed) * 0.57f)
        + (Smooth(point.X * 2.03f, point.Y * 2.03f, seed + 1) * 0.29f)
        + (Smooth(point.X * 4.1f, point.Y * 4.1f, seed + 2) * 0.14f);

    private static float Lerp(float a, float b, float share) => a + ((b - a) * share);
}
