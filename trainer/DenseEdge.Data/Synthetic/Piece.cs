using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>One object of a room: shapes in a frame of their own, turned about the vertical and put
/// somewhere.</summary>
internal sealed class Piece
{
    private readonly float _cos;
    private readonly float _sin;

    public Piece(RoomClass kind, Primitive[] primitives, Material[] materials, Vector3 position, float yaw)
    {
        Kind = kind;
        Primitives = primitives;
        Materials = materials;
        Position = position;
        (_sin, _cos) = MathF.SinCos(yaw);
        Low = primitives.Select(primitive => primitive.Low).Aggregate(Vector3.Min);
        High = primitives.Select(primitive => primitive.High).Aggregate(Vector3.Max);
        Center = ToRoom((Low + High) * 0.5f) + position;
        Radius = (High - Low).Length() * 0.5f;
        CastsShadow = !materials.Any(material => material.Emits);
    }

    public RoomClass Kind { get; }

    public Primitive[] Primitives { get; }

    public Material[] Materials { get; }

    public Vector3 Position { get; }

    /// <summary>The lowest corner of the bounds, in the piece's frame.</summary>
    public Vector3 Low { get; }

    /// <summary>The highest corner of the bounds, in the piece's frame.</summary>
    public Vector3 High { get; }

    /// <summary>The middle of the bounds, in the room.</summary>
    public Vector3 Center { get; }

    /// <summary>The radius of a sphere around <see cref="Center"/> that holds the whole piece, in metres.</summary>
    public float Radius { get; }

    /// <summary>Whether light stops here; lamps and windows let it through, since it comes from them.</summary>
    public bool CastsShadow { get; }

    /// <summary>Turns a direction of the room into the piece's frame.</summary>
    public Vector3 ToPiece(Vector3 direction) =>
        new((direction.X * _cos) - (direction.Z * _sin), direction.Y, (direction.X * _sin) + (direction.Z * _cos));

    /// <summary>Turns a direction of the piece's frame into the room.</summary>
    public Vector3 ToRoom(Vector3 direction) =>
        new((direction.X * _cos) + (direction.Z * _sin), direction.Y, (direction.Z * _cos) - (direction.X * _sin));

    /// <summary>Gets the rectangle of floor under the piece, with walls' directions.</summary>
    public Footprint Footprint()
    {
        Vector3 half = (High - Low) * 0.5f;
        float x = MathF.Abs(half.X * _cos) + MathF.Abs(half.Z * _sin);
        float z = MathF.Abs(half.X * _sin) + MathF.Abs(half.Z * _cos);
        return new Footprint(Center.X - x, Center.Z - z, Center.X + x, Center.Z + z);
    }
}
