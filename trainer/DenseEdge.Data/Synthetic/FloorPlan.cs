using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Decides what stands on the floor.</summary>
internal static class FloorPlan
{
    /// <summary>Furnishes a room as a place to live, sleep, eat or work.</summary>
    public static void Furnish(SceneRandom random, FurnishedRoom room)
    {
        int style = random.Below(4);
        if (style == 0)
        {
            Lean(room, Seats.Bed(random));
        }

        if (style is 1 or 2)
        {
            Lean(room, Seats.Sofa(random, random.Between(1.5f, 2.2f)));
        }

        AddTableGroup(random, room, low: style is 0 or 1);
        LeanStorage(random, room, 2 + random.Below(3));
        if (random.Happens(0.45f))
        {
            Lean(room, Seats.Sofa(random, random.Between(0.8f, 1.0f)));
        }

        if (random.Happens(0.6f))
        {
            Scatter(random, room, Decor.FloorLamp(random), 0);
        }

        int loose = random.Below(3);
        for (int i = 0; i < loose; i++)
        {
            Scatter(random, room, random.Happens(0.6f) ? Seats.Chair(random) : Seats.Stool(random), 0);
        }

        int clutter = 1 + random.Below(4);
        for (int i = 0; i < clutter; i++)
        {
            Scatter(random, room, Decor.Clutter(random, random.Between(0.2f, 0.5f)), 0);
        }
    }

    private static void AddTableGroup(SceneRandom random, FurnishedRoom room, bool low)
    {
        float width = low ? random.Between(0.7f, 1.1f) : random.Between(1.0f, 1.7f);
        float depth = low ? random.Between(0.5f, 0.7f) : random.Between(0.75f, 0.95f);
        float height = low ? random.Between(0.36f, 0.46f) : random.Between(0.7f, 0.78f);
        PieceBuilder builder = Storage.Table(random, width, depth, height);
        for (int attempt = 0; attempt < 12; attempt++)
        {
            Vector3 position =
                new(room.Size.X * random.Between(0.25f, 0.75f), 0, room.Size.Z * random.Between(0.25f, 0.75f));
            float yaw = (random.Happens(0.5f) ? 0 : MathF.PI / 2)
                + (random.Happens(0.3f) ? random.Between(-0.5f, 0.5f) : 0);
            Piece table = builder.Place(position, yaw);
            if (!room.TryAdd(table))
            {
                continue;
            }

            if (random.Happens(0.6f))
            {
                float rugWidth = width + random.Between(0.6f, 1.3f);
                AddRug(random, room, position, yaw, rugWidth, depth + random.Between(0.8f, 1.4f));
            }

            Top(random, room, table, height);
            if (!low)
            {
                AddChairs(random, room, table, depth);
            }

            return;
        }
    }

    private static void AddChairs(SceneRandom random, FurnishedRoom room, Piece table, float depth)
    {
        // One builder draws one look, so that the chairs of a table match.
        PieceBuilder chair = Seats.Chair(random);
        float width = table.High.X - table.Low.X;
        int perSide = width > 1.3f ? 2 : 1;
        foreach (int side in new[] { -1, 1 })
        {
            for (int i = 0; i < perSide; i++)
            {
                float x = (i - ((perSide - 1) * 0.5f)) * width * 0.5f;
                Vector3 offset =
                    table.ToRoom(new Vector3(x, 0, side * ((depth * 0.5f) + random.Between(0.28f, 0.45f))));
                Vector3 facing = table.ToRoom(new Vector3(0, 0, -side));
                float yaw = MathF.Atan2(facing.X, facing.Z) + random.Between(-0.25f, 0.25f);
                if (random.Happens(0.85f))
                {
                    room.TryAdd(chair.Place(table.Position + offset, yaw), 0);
                }
            }
        }
    }

    // A rug lies under things, so it takes no room; it only has to end before the walls.
    private static void AddRug(
        SceneRandom random, FurnishedRoom room, Vector3 position, float yaw, float width, float depth)
    {
        Piece rug = Decor.Rug(random, width, depth).Place(position, yaw);
        Footprint footprint = rug.Footprint();
        if (footprint.Left > 0.05f && footprint.Near > 0.05f
            && footprint.Right < room.Size.X - 0.05f && footprint.Far < room.Size.Z - 0.05f)
        {
            room.Pieces.Add(rug);
        }
    }

    private static void LeanStorage(SceneRandom random, FurnishedRoom room, int count)
    {
        for (int i = 0; i < count; i++)
        {
            float width = random.Between(0.6f, 1.6f);
            bool tall = random.Happens(0.45f);
            PieceBuilder builder = random.Below(3) switch
            {
                0 => Storage.Shelf(random, width, tall ? random.Between(1.6f, 2.1f) : random.Between(0.75f, 1.2f)),
                1 when !tall => Storage.Table(random, width + 0.2f, 0.55f, 0.74f),
                _ => Storage.Cabinet(random, width, tall ? random.Between(1.5f, 2.1f) : random.Between(0.5f, 0.95f)),
            };
            Piece? piece = Lean(room, builder);
            if (piece is not null && piece.High.Y < 1.3f)
            {
                Top(random, room, piece, piece.High.Y);
            }
        }
    }

    private static Piece? Lean(FurnishedRoom room, PieceBuilder builder)
    {
        Piece probe = builder.Place(default, 0);
        return room.TryLean(builder, probe.Low, probe.High);
    }

    // Small things on top of furniture. Their own pieces, since they are objects of their own.
    private static void Top(SceneRandom random, FurnishedRoom room, Piece under, float height)
    {
        Vector3 half = (under.High - under.Low) * 0.5f;
        int things = random.Below(4);
        List<Footprint> taken = [];
        for (int i = 0; i < things; i++)
        {
            float size = random.Between(0.14f, 0.3f);
            Vector3 at = new(
                (random.Unit() - 0.5f) * 1.3f * MathF.Max(half.X - size, 0),
                0,
                (random.Unit() - 0.5f) * 1.3f * MathF.Max(half.Z - size, 0));
            Vector3 position = under.Position + under.ToRoom(at) + new Vector3(0, height, 0);
            Piece thing = Decor.Clutter(random, size).Place(position, random.Between(0, MathF.Tau));
            Footprint footprint = thing.Footprint();
            if (!taken.Any(other => other.Meets(footprint, 0.02f)))
            {
                taken.Add(footprint);
                room.Pieces.Add(thing);
            }
        }
    }

    private static void Scatter(SceneRandom random, FurnishedRoom room, PieceBuilder builder, float gap)
    {
        for (int attempt = 0; attempt < 6; attempt++)
        {
            Vector3 position =
                new(random.Between(0.3f, room.Size.X - 0.3f), 0, random.Between(0.3f, room.Size.Z - 0.3f));
            if (room.TryAdd(builder.Place(position, random.Between(0, MathF.Tau)), gap))
            {
                return;
            }
        }
    }
}
