using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Finds what rays meet in a room.</summary>
internal sealed class RayCaster
{
    private const float SmallestComponent = 1e-7f;

    private readonly Vector3 _size;
    private readonly Piece[] _pieces;
    private readonly SphereSet _spheres;
    private readonly Piece[] _blockers;
    private readonly SphereSet _blockerSpheres;
    private int _lastBlocker;

    public RayCaster(Scene scene)
    {
        _size = scene.Size;
        _pieces = scene.Pieces;
        _spheres = new SphereSet(_pieces);
        _blockers = [.. _pieces.Where(piece =>
            piece.CastsShadow && piece.Kind is not (RoomClass.Picture or RoomClass.Door or RoomClass.Rug))];
        _blockerSpheres = new SphereSet(_blockers);
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
        for (int block = 0; block < _spheres.BlockCount; block++)
        {
            uint candidates = _spheres.Candidates(block, origin, direction, lengthSquared, length, nearest);
            for (; candidates != 0; candidates &= candidates - 1)
            {
                int i = (block * SphereSet.BlockSize) + BitOperations.TrailingZeroCount(candidates);
                if (Enter(_pieces[i], origin, direction, ref nearest, ref primitive))
                {
                    piece = i;
                }
            }
        }

        return piece < 0 ? hit : PieceHit(piece, primitive, origin, direction, nearest);
    }

    /// <summary>Follows a ray as <see cref="Trace"/> does, but past all pieces except some.</summary>
    /// <param name="origin">The ray's start.</param>
    /// <param name="direction">The ray's direction.</param>
    /// <param name="surfaces">The surfaces that the ray may meet; the room's sides always count.</param>
    public Hit TraceAmong(Vector3 origin, Vector3 direction, ReadOnlySpan<int> surfaces)
    {
        direction = WithoutZeros(direction);
        Hit hit = TraceSides(origin, direction);
        float nearest = hit.Distance;
        int piece = -1, primitive = 0;
        foreach (int surface in surfaces)
        {
            int i = surface - Surface.FirstPiece;
            if (i >= 0 && Enter(_pieces[i], origin, direction, ref nearest, ref primitive))
            {
                piece = i;
            }
        }

        return piece < 0 ? hit : PieceHit(piece, primitive, origin, direction, nearest);
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
        if (_lastBlocker < _blockers.Length && Enter(_blockers[_lastBlocker], origin, way, ref nearest, ref primitive))
        {
            return true;
        }

        for (int block = 0; block < _blockerSpheres.BlockCount; block++)
        {
            uint candidates = _blockerSpheres.Candidates(block, origin, way, lengthSquared, length, 1);
            for (; candidates != 0; candidates &= candidates - 1)
            {
                int i = (block * SphereSet.BlockSize) + BitOperations.TrailingZeroCount(candidates);
                if (i != _lastBlocker && Enter(_blockers[i], origin, way, ref nearest, ref primitive))
                {
                    _lastBlocker = i;
                    return true;
                }
            }
        }

        return false;
    }

    private Hit PieceHit(int piece, int primitive, Vector3 origin, Vector3 direction, float distance)
    {
        Piece met = _pieces[piece];
        Vector3 point = met.ToPiece(origin + (direction * distance) - met.Position);
        Vector3 normal = met.ToRoom(met.Primitives[primitive].NormalAt(point));
        return new Hit(distance, Surface.FirstPiece + piece, primitive, normal);
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

    private Hit TraceSides(Vector3 origin, Vector3 direction)
    {
        float x = ((direction.X > 0 ? _size.X : 0) - origin.X) / direction.X;
        float y = ((direction.Y > 0 ? _size.Y : 0) - origin.Y) / direction.Y;
        float z = ((direction.Z > 0 ? _size.Z : 0) - origin.Z) / direction.Z;
        if (y <= x && y <= z)
        {
            return direction.Y > 0 ? new Hit(y, Surface.Ceiling, 0, -Vector3.UnitY)
                : new Hit(y, Surface.Floor, 0, Vector3.UnitY);
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
}
