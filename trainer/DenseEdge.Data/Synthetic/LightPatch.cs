using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>A rectangle that gives light to one side.</summary>
/// <param name="Center">The middle, in metres.</param>
/// <param name="HalfU">From the middle to the end of one side.</param>
/// <param name="HalfV">From the middle to the end of the other side.</param>
/// <param name="Normal">The side that gives light, a unit vector.</param>
/// <param name="Power">Light times area.</param>
internal readonly record struct LightPatch(Vector3 Center, Vector3 HalfU, Vector3 HalfV, Vector3 Normal, Vector3 Power)
{
    /// <summary>Gets the light that a point receives if nothing stands between, as from the middle of the
    /// patch.</summary>
    public Vector3 Unshadowed(Vector3 point, Vector3 normal)
    {
        Vector3 way = Center - point;
        float distanceSquared = way.LengthSquared();
        Vector3 direction = way / MathF.Sqrt(distanceSquared);

        // The patch is large and near: no point sees the whole of it at a grazing angle, so the cosine is softened.
        float received = MathF.Max((Vector3.Dot(normal, direction) + 0.15f) / 1.15f, 0);
        float given = MathF.Max((0.12f - Vector3.Dot(Normal, direction)) / 1.12f, 0);
        return Power * (received * given / (distanceSquared + 0.5f));
    }
}
