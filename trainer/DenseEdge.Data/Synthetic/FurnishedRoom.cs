using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>A room that is being furnished: what stands where, and what may still come in.</summary>
internal sealed class FurnishedRoom(SceneRandom random, Vector3 size, CameraPose camera)
{
    private const float CameraSpace = 0.55f;

    private readonly List<Footprint> _taken = [];
    private readonly List<(float Start, float End)>[] _doors = [[], [], [], []];
    private readonly List<(float Start, float End, float Height)>[] _walls = [[], [], [], []];

    public Vector3 Size => size;

    public List<Piece> Pieces { get; } = [];

    public List<LightPatch> Windows { get; } = [];

    /// <summary>Tells how long a wall is, in metres.</summary>
    public float WallLength(int wall) => wall % 2 == 0 ? size.X : size.Z;

    /// <summary>Gets the point at a distance along a wall and a distance from it, and the turn of a piece that leans
    /// there.</summary>
    public (Vector3 Position, float Yaw) AtWall(int wall, float along, float off) => wall switch
    {
        0 => (new Vector3(along, 0, size.Z - off), MathF.PI),
        1 => (new Vector3(size.X - off, 0, along), -MathF.PI / 2),
        2 => (new Vector3(along, 0, off), 0),
        _ => (new Vector3(off, 0, along), MathF.PI / 2),
    };

    /// <summary>Reserves a part of a wall for a door or a window.</summary>
    /// <param name="wall">The wall.</param>
    /// <param name="start">Where the part begins, in metres along the wall.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="sill">Furniture below this height may stand in front, in metres.</param>
    public void Reserve(int wall, float start, float end, float sill)
    {
        _walls[wall].Add((start, end, sill));
        if (sill == 0)
        {
            _doors[wall].Add((start, end));
        }
    }

    /// <summary>Tells whether a thing of a height fits in front of or on a part of a wall.</summary>
    public bool IsWallFree(int wall, float start, float end, float height) =>
        start >= 0.05f && end <= WallLength(wall) - 0.05f
        && !_walls[wall].Any(taken => start < taken.End + 0.06f && taken.Start < end + 0.06f && height > taken.Height);

    /// <summary>Puts a piece on the floor unless it meets another one, the wall, a doorway or the camera.</summary>
    public bool TryAdd(Piece piece, float gap = 0.05f)
    {
        Footprint footprint = piece.Footprint();
        if (footprint.Left < 0.01f || footprint.Near < 0.01f || footprint.Right > size.X - 0.01f
            || footprint.Far > size.Z - 0.01f
            || footprint.DistanceTo(camera.Position.X, camera.Position.Z) < CameraSpace + (piece.High.Y * 0.35f)
            || BlocksView(piece, footprint)
            || _taken.Any(taken => taken.Meets(footprint, gap)))
        {
            return false;
        }

        _taken.Add(footprint);
        Pieces.Add(piece);
        return true;
    }

    /// <summary>Leans a piece against a free part of some wall, in a few attempts.</summary>
    /// <returns>The piece, or null if there is no room.</returns>
    public Piece? TryLean(PieceBuilder builder, Vector3 low, Vector3 high, int attempts = 6)
    {
        float width = high.X - low.X;
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            int wall = random.Below(4);
            float along = random.Between(width * 0.5f, WallLength(wall) - (width * 0.5f));
            (float start, float end) = (along - (width * 0.5f), along + (width * 0.5f));
            if (!IsWallFree(wall, start, end, high.Y))
            {
                continue;
            }

            (Vector3 position, float yaw) = AtWall(wall, along, random.Between(0.02f, 0.06f) - low.Z);
            Piece piece = builder.Place(position, yaw);
            if (TryAdd(piece))
            {
                _walls[wall].Add((start, end, 0));
                return piece;
            }
        }

        return null;
    }

    /// <summary>Marks the floor in front of the doors as taken, so that one can walk through.</summary>
    public void KeepDoorsFree()
    {
        for (int wall = 0; wall < 4; wall++)
        {
            foreach ((float start, float end) in _doors[wall])
            {
                Vector3 first = AtWall(wall, start, 0).Position;
                Vector3 second = AtWall(wall, end, 0.8f).Position;
                Vector3 low = Vector3.Min(first, second), high = Vector3.Max(first, second);
                _taken.Add(new Footprint(low.X, low.Z, high.X, high.Z));
            }
        }
    }

    // Something tall close in front of the camera would fill the picture.
    private bool BlocksView(Piece piece, Footprint footprint)
    {
        Vector3 way = piece.Center - camera.Position;
        float ahead = (way.X * MathF.Sin(camera.Yaw)) + (way.Z * MathF.Cos(camera.Yaw));
        float clear = piece.High.Y > 1 ? 2.2f : 0.9f;
        return ahead > 0 && footprint.DistanceTo(camera.Position.X, camera.Position.Z) < clear
            && ahead > 0.55f * new Vector2(way.X, way.Z).Length();
    }
}
