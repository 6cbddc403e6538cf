using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>One shape in the frame of its piece of furniture: x to its left, y up, z to its front, metres.</summary>
/// <param name="Kind">The shape.</param>
/// <param name="Low">The lowest corner of its bounds; cylinders stand upright in theirs, spheres fill them.</param>
/// <param name="High">The highest corner of its bounds.</param>
/// <param name="Material">The index of its material in the piece.</param>
internal readonly record struct Primitive(PrimitiveKind Kind, Vector3 Low, Vector3 High, int Material)
{
    private const float Never = float.PositiveInfinity;

    /// <summary>Finds where a ray enters.</summary>
    /// <param name="origin">The start.</param>
    /// <param name="direction">The direction, of any length, no component 0.</param>
    /// <param name="inverse">1 / direction.</param>
    /// <returns>The ray's parameter, above 0; infinite for a miss or a start inside.</returns>
    public float Enter(Vector3 origin, Vector3 direction, Vector3 inverse)
    {
        Vector3 first = (Low - origin) * inverse;
        Vector3 second = (High - origin) * inverse;
        Vector3 near = Vector3.Min(first, second);
        Vector3 far = Vector3.Max(first, second);
        float enter = MathF.Max(near.X, MathF.Max(near.Y, near.Z));
        float leave = MathF.Min(far.X, MathF.Min(far.Y, far.Z));
        if (!(enter <= leave) || leave <= 0)
        {
            return Never;
        }

        return Kind switch
        {
            PrimitiveKind.Box => enter > 0 ? enter : Never,
            PrimitiveKind.Cylinder => EnterCylinder(origin, direction, near.Y, far.Y),
            _ => EnterSphere(origin, direction),
        };
    }

    /// <summary>Gets the outward unit normal at a point of the surface.</summary>
    public Vector3 NormalAt(Vector3 point)
    {
        Vector3 center = (Low + High) * 0.5f;
        Vector3 half = (High - Low) * 0.5f;
        Vector3 relative = (point - center) / half;
        if (Kind == PrimitiveKind.Sphere)
        {
            return Vector3.Normalize(relative);
        }

        Vector3 size = Vector3.Abs(relative);
        if (Kind == PrimitiveKind.Cylinder)
        {
            return (size.X * size.X) + (size.Z * size.Z) > size.Y * size.Y
                ? Vector3.Normalize(new Vector3(relative.X, 0, relative.Z))
                : new Vector3(0, MathF.Sign(relative.Y), 0);
        }

        return size.X >= size.Y && size.X >= size.Z ? new Vector3(MathF.Sign(relative.X), 0, 0)
            : size.Y >= size.Z ? new Vector3(0, MathF.Sign(relative.Y), 0)
            : new Vector3(0, 0, MathF.Sign(relative.Z));
    }

    private float EnterCylinder(Vector3 origin, Vector3 direction, float enterCaps, float leaveCaps)
    {
        float radius = (High.X - Low.X) * 0.5f;
        float x = origin.X - ((Low.X + High.X) * 0.5f);
        float z = origin.Z - ((Low.Z + High.Z) * 0.5f);
        float a = (direction.X * direction.X) + (direction.Z * direction.Z);
        float b = (x * direction.X) + (z * direction.Z);
        float c = (x * x) + (z * z) - (radius * radius);
        float discriminant = (b * b) - (a * c);
        if (discriminant <= 0)
        {
            return Never;
        }

        float root = MathF.Sqrt(discriminant);
        float enter = MathF.Max((-b - root) / a, enterCaps);
        float leave = MathF.Min((-b + root) / a, leaveCaps);
        return enter <= leave && enter > 0 ? enter : Never;
    }

    private float EnterSphere(Vector3 origin, Vector3 direction)
    {
        Vector3 center = (Low + High) * 0.5f;
        float radius = (High.X - Low.X) * 0.5f;
        Vector3 relative = origin - center;
        float a = direction.LengthSquared();
        float b = Vector3.Dot(relative, direction);
        float discriminant = (b * b) - (a * (relative.LengthSquared() - (radius * radius)));
        float enter = discriminant <= 0 ? Never : (-b - MathF.Sqrt(discriminant)) / a;
        return enter > 0 ? enter : Never;
    }
}
