namespace DenseEdge.Data.Synthetic;

/// <summary>A rectangle of floor, in metres.</summary>
internal readonly record struct Footprint(float Left, float Near, float Right, float Far)
{
    /// <summary>Tells whether two rectangles come closer than a gap.</summary>
    public bool Meets(Footprint other, float gap) =>
        Left < other.Right + gap && other.Left < Right + gap && Near < other.Far + gap && other.Near < Far + gap;

    /// <summary>Gets the distance to a point, 0 inside.</summary>
    public float DistanceTo(float x, float z)
    {
        float dx = MathF.Max(MathF.Max(Left - x, x - Right), 0);
        float dz = MathF.Max(MathF.Max(Near - z, z - Far), 0);
        return MathF.Sqrt((dx * dx) + (dz * dz));
    }
}
