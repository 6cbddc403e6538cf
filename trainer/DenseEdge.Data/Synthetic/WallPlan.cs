using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Decides what hangs on the walls.</summary>
internal static class WallPlan
{
    private const int Attempts = 8;

    /// <summary>Hangs a door and up to three windows.</summary>
    public static void Hang(SceneRandom random, FurnishedRoom room, Material sky)
    {
        HangDoor(random, room);
        int windows = random.Happens(0.12f) ? 0 : 1 + random.Below(3);
        int wall = random.Below(4);
        float width = random.Between(0.8f, 1.9f), sill = random.Between(0.75f, 1.0f);
        float height = MathF.Min(random.Between(1.1f, 1.5f), room.Size.Y - sill - 0.25f);
        for (int i = 0; i < windows; i++)
        {
            int here = random.Happens(0.6f) ? wall : random.Below(4);
            HangWindow(random, room, sky, here, width, sill, height);
        }

        room.KeepDoorsFree();
    }

    /// <summary>Hangs pictures over what stands at the walls.</summary>
    public static void HangPictures(SceneRandom random, FurnishedRoom room)
    {
        int pictures = 1 + random.Below(5);
        for (int i = 0; i < pictures; i++)
        {
            float width = random.Between(0.3f, 1.0f), height = random.Between(0.3f, 0.75f);
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                int wall = random.Below(4);
                float along = random.Between(0.3f, room.WallLength(wall) - 0.3f);
                (float start, float end) = (along - (width * 0.5f) - 0.08f, along + (width * 0.5f) + 0.08f);
                (Vector3 position, float yaw) = room.AtWall(wall, along, 0);
                Piece picture =
                    Decor.Picture(random, width, height).Place(position with { Y = random.Between(1.35f, 1.55f) }, yaw);
                Footprint footprint = picture.Footprint();
                bool hidden = room.Pieces.Any(piece =>
                    piece.High.Y + piece.Position.Y > 1.3f && piece.Footprint().Meets(footprint, 0.1f));
                if (start > 0.05f && end < room.WallLength(wall) - 0.05f && !hidden)
                {
                    room.Pieces.Add(picture);
                    break;
                }
            }
        }
    }

    private static void HangDoor(SceneRandom random, FurnishedRoom room)
    {
        float width = random.Between(0.8f, 0.95f), height = random.Between(2.0f, 2.1f);
        int wall = random.Below(4);
        float along = random.Between(0.7f, room.WallLength(wall) - 0.7f);
        (Vector3 position, float yaw) = room.AtWall(wall, along, 0);
        room.Pieces.Add(Decor.Door(random, width, height).Place(position, yaw));
        room.Reserve(wall, along - (width * 0.5f) - 0.1f, along + (width * 0.5f) + 0.1f, 0);
    }

    private static void HangWindow(
        SceneRandom random, FurnishedRoom room, Material sky, int wall, float width, float sill, float height)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            float along = random.Between(width * 0.6f, room.WallLength(wall) - (width * 0.6f));
            (float start, float end) = (along - (width * 0.5f) - 0.08f, along + (width * 0.5f) + 0.08f);
            if (!room.IsWallFree(wall, start, end, room.Size.Y))
            {
                continue;
            }

            (Vector3 position, float yaw) = room.AtWall(wall, along, 0);
            Piece window = Decor.Window(random, width, height, sky).Place(position with { Y = sill }, yaw);
            room.Pieces.Add(window);
            room.Reserve(wall, start, end, sill);
            Vector3 normal = window.ToRoom(Vector3.UnitZ);
            room.Windows.Add(new LightPatch(
                window.Position + new Vector3(0, height * 0.5f, 0) + (normal * 0.1f),
                window.ToRoom(new Vector3(width * 0.45f, 0, 0)),
                new Vector3(0, height * 0.45f, 0),
                normal,
                default));
            return;
        }
    }
}
