using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Finds what rays meet in a room.</summary>
internal sealed class RayCaster
{
    private const float SmallestComponent = 1e-7f;

    private readonly Vector3 _size;
    private readonly Piece[] _pieces;
    private readonly Vector4[] _spheres;
    private readonly Piece[] _blockers;
    private readonly Vector4[] _blockerSpheres;
    private int _lastBlocker;

    public RayCaster(Scene scene)
    {
        _size = scene.Size;
        _pieces = scene.Pieces;
        _spheres = Spheres(_pieces);
        _blockers = [.. _pieces.Where(piece => piece.CastsShadow && piece.Kind is not (RoomClass.Picture or RoomClass.Door or RoomClass.Rug))];
        _blockerSpheres = Spheres(_blockers);
    }

    /// <summary>Follows a ray that starts in the room to the first surface.</summary>
    public Hit Trace(Vector3 origin, Vector3 direction)
    {
        direction = WithoutZeros(direction);
        Hit hit = TraceSides(origin, direction);
        float lengthSquared = direction.LengthSquared();
        float length = MathF.Sqrt(lengthSquared);
        float nearest = hit.Distance;
        int piece = -1, primitive = 0;
        for (int i = 0; i < _pieces.Length; i++)
        {
            if (MayMeet(_spheres[i], origin, direction, lengthSquared, length, nearest)
                && Enter(_pieces[i], origin, direction, ref nearest, ref primitive))
            {
                piece = i;
            }
        }

        if (piece < 0)
        {
            return hit;
        }

        Piece met = _pieces[piece];
        Vector3 point = met.ToPiece(origin + (direction * nearest) - met.Position);
        Vector3 normal = met.ToRoom(met.Primitives[primitive].NormalAt(point));
        return new Hit(nearest, Surface.FirstPiece + piece, primitive, normal);
    }

    /// <summary>Tells whether furniture stands between two points. Not for several threads at once.</summary>
    /// <param name="origin">The first point, slightly off its surface.</param>
    /// <param name="way">From the first point to the second.</param>
    public bool IsBlocked(Vector3 origin, Vector3 way)
    {
        way = WithoutZeros(way);
        float lengthSquared = way.LengthSquared();
        float length = MathF.Sqrt(lengthSquared);
        float nearest = 1;
        int primitive = 0;

        // What stood in the last ray's way most often stands in this one's.
        if (_lastBlocker < _blockers.Length && Blocks(_lastBlocker))
        {
            return true;
        }

        for (int i = 0; i < _blockers.Length; i++)
        {
            if (i != _lastBlocker && Blocks(i))
            {
                _lastBlocker = i;
                return true;
            }
        }

        return false;

        bool Blocks(int i) => MayMeet(_blockerSpheres[i], origin, way, lengthSquared, length, 1)
            && Enter(_blockers[i], origin, way, ref nearest, ref primitive);
    }

    private static bool Enter(Piece piece, Vector3 origin, Vector3 direction, ref float nearest, ref int primitive)
    {
        Vector3 localOrigin = piece.ToPiece(origin - piece.Position);
        Vector3 local = WithoutZeros(piece.ToPiece(direction));
        Vector3 inverse = Vector3.One / local;
        Vector3 first = (piece.Low - localOrigin) * inverse;
        Vector3 second = (piece.High - localOrigin) * inverse;
        Vector3 near = Vector3.Min(first, second);
        Vector3 far = Vector3.Max(first, second);
        float enterBounds = MathF.Max(near.X, MathF.Max(near.Y, near.Z));
        if (enterBounds > MathF.Min(far.X, MathF.Min(far.Y, far.Z)) || enterBounds >= nearest)
        {
            return false;
        }

        bool met = false;
        Primitive[] primitives = piece.Primitives;
        for (int i = 0; i < primitives.Length; i++)
        {
            float enter = primitives[i].Enter(localOrigin, local, inverse);
            if (enter < nearest)
            {
                nearest = enter;
                primitive = i;
                met = true;
            }
        }

        return met;
    }

    private static bool MayMeet(
        Vector4 sphere, Vector3 origin, Vector3 direction, float lengthSquared, float length, float nearest)
    {
        Vector3 way = new Vector3(sphere.X, sphere.Y, sphere.Z) - origin;
        float along = Vector3.Dot(way, direction);
        float radius = sphere.W;
        float off = (way.LengthSquared() * lengthSquared) - (along * along);
        return off <= radius * radius * lengthSquared
            && along + (radius * length) > 0
            && along - (radius * length) < nearest * lengthSquared;
    }

    private Hit TraceSides(Vector3 origin, Vector3 direction)
    {
        float x = ((direction.X > 0 ? _size.X : 0) - origin.X) / direction.X;
        float y = ((direction.Y > 0 ? _size.Y : 0) - origin.Y) / direction.Y;
        float z = ((direction.Z > 0 ? _size.Z : 0) - origin.Z) / direction.Z;
        if (y <= x && y <= z)
        {
            return direction.Y > 0 ? new Hit(y, Surface.Ceiling, 0, -Vector3.UnitY) : new Hit(y, Surface.Floor, 0, Vector3.UnitY);
        }

        if (x <= z)
        {
            return direction.X > 0
                ? new Hit(x, Surface.FirstWall + 1, 0, -Vector3.UnitX)
                : new Hit(x, Surface.FirstWall + 3, 0, Vector3.UnitX);
        }

        return direction.Z > 0
            ? new Hit(z, Surface.FirstWall, 0, -Vector3.UnitZ)
            : new Hit(z, Surface.FirstWall + 2, 0, Vector3.UnitZ);
    }

    // A slab test divides by every component: 0 times infinity would be no number.
    private static Vector3 WithoutZeros(Vector3 direction) => new(
        MathF.Abs(direction.X) < SmallestComponent ? SmallestComponent : direction.X,
        MathF.Abs(direction.Y) < SmallestComponent ? SmallestComponent : direction.Y,
        MathF.Abs(direction.Z) < SmallestComponent ? SmallestComponent : direction.Z);

    private static Vector4[] Spheres(Piece[] pieces) =>
        Array.ConvertAll(pieces, piece => new Vector4(piece.Center, piece.Radius));
}
