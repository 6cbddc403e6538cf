using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Plans whole scenes: room, camera, furniture, light.</summary>
internal static class RoomPlanner
{
    private const float Degree = MathF.PI / 180;
    private const int MaxAttempts = 6;

    /// <summary>Plans one scene from its draws: the first of a few attempts that is worth a picture.</summary>
    public static Scene Plan(SceneRandom random)
    {
        Scene scene = PlanOnce(random);
        for (int attempt = 1; attempt < MaxAttempts && !ViewCheck.Accepts(scene); attempt++)
        {
            scene = PlanOnce(random);
        }

        return scene;
    }

    private static Scene PlanOnce(SceneRandom random)
    {
        Vector3 size = new(random.Between(3, 6.5f), random.Between(2.4f, 3.0f), random.Between(3.2f, 7));
        CameraPose camera = PlaceCamera(random, size);
        bool day = random.Happens(0.75f);
        Vector3 lampLight = random.Color(0xFFE2B8, 0xFFF1DC, 0xFFFFFF, 0xFFD59A) * random.Between(0.8f, 1.3f);
        Material sky = new(
            MaterialKind.Outside,
            day ? random.Color(0x9CC8F0, 0xC4DDF2, 0xD6DEE4) : random.Color(0x1C2742, 0x2A3350),
            day ? random.Color(0x6B8A55, 0x8A8F86, 0x9A8F7C) : random.Color(0x14181C, 0x1E2420),
            day ? random.Between(0.9f, 1.7f) : 0.5f, 0, random.Unit());
        FurnishedRoom room = new(random, size, camera);
        WallPlan.Hang(random, room, sky);
        FloorPlan.Furnish(random, room);
        WallPlan.HangPictures(random, room);
        Vector3 lampAt = new(size.X * random.Between(0.4f, 0.6f), 0, size.Z * random.Between(0.4f, 0.6f));
        room.Pieces.Add(Decor.CeilingLamp(random, size.Y, lampLight).Place(lampAt, 0));
        Material wall = Palette.Wall(random);
        Material accent = random.Happens(0.35f) ? Palette.Wall(random) : wall;
        int accentWall = random.Below(4);
        return new Scene
        {
            Size = size,
            Camera = camera,
            Floor = Palette.Floor(random),
            Ceiling = new Material(
                MaterialKind.Plaster, random.Color(0xF0EEE8, 0xE9E4D8, 0xEDEFF0), default, 1, 0, random.Unit()),
            Walls = [.. Enumerable.Range(0, 4).Select(index => index == accentWall ? accent : wall)],
            Skirting = random.Color(0xF0EDE6, 0xD9D2C4, 0x6B4A32),
            SkirtingHeight = random.Between(0.06f, 0.14f),

            // Rays meet near things first, and need not look at what lies behind them.
            Pieces = [.. room.Pieces.OrderBy(piece => Vector3.Distance(piece.Center, camera.Position) - piece.Radius)],
            Lights = Light(random, room, lampAt with { Y = size.Y - 0.1f }, lampLight, day),
            Exposure = random.Between(0.75f, 1.3f),
        };
    }

    private static CameraPose PlaceCamera(SceneRandom random, Vector3 size)
    {
        Vector3 position = new(
            random.Between(0.5f, size.X - 0.5f), random.Between(1.2f, 1.7f), random.Between(0.35f, size.Z * 0.3f));
        bool swapped = random.Happens(0.5f);
        if (swapped)
        {
            position.Z = size.Z - position.Z;
        }

        Vector3 target = new(size.X * random.Between(0.25f, 0.75f), 0, size.Z * (swapped ? 0.15f : 0.85f));
        float yaw = MathF.Atan2(target.X - position.X, target.Z - position.Z) + (random.Between(-18, 18) * Degree);
        return new CameraPose(
            position,
            yaw,
            random.Between(-20, -3) * Degree,
            random.Between(-2, 2) * Degree,
            random.Between(55, 75) * Degree);
    }

    private static SceneLights Light(
        SceneRandom random, FurnishedRoom room, Vector3 lampAt, Vector3 lampLight, bool day)
    {
        bool lampOn = !day || random.Happens(0.6f) || room.Windows.Count == 0;
        float lampPower = (lampOn ? random.Between(1.6f, 3.0f) : 0.02f) * room.Size.X * room.Size.Z / 16;
        LightPatch lamp = new(
            lampAt, new Vector3(0.3f, 0, 0), new Vector3(0, 0, 0.3f), -Vector3.UnitY, lampLight * lampPower);
        Vector3 daylight = random.Color(0xE3EEFF, 0xF4F6FF, 0xFFF3E0) * (day ? random.Between(1.8f, 3.2f) : 0.02f);
        LightPatch[] windows =
        [
            .. room.Windows.Select(window =>
                window with { Power = daylight * (4 * window.HalfU.Length() * window.HalfV.Length()) }),
        ];
        Vector3 sunDirection = default;
        if (day && windows.Length > 0 && random.Happens(0.5f))
        {
            Vector3 inwards = windows[0].Normal;
            Vector3 along = Vector3.Normalize(windows[0].HalfU);
            sunDirection = Vector3.Normalize(-inwards + (along * random.Between(-0.7f, 0.7f))
                + (Vector3.UnitY * random.Between(0.35f, 0.9f)));
        }

        float ambient = (lampOn ? 0.1f : 0.04f) + (day ? 0.07f * windows.Length : 0);
        Vector3 tint =
            Vector3.Normalize((lampLight * lampPower) + (daylight * windows.Length) + new Vector3(0.2f)) * 1.73f;
        return new SceneLights(
            lamp, windows, sunDirection, new Vector3(1, 0.9f, 0.74f) * random.Between(2, 3.5f), tint * ambient);
    }
}
