namespace DenseEdge.Data.Synthetic;

/// <summary>Makes chairs, sofas and beds. The front looks along z; the origin lies on the floor, in the
/// middle.</summary>
internal static class Seats
{
    public static PieceBuilder Chair(SceneRandom random)
    {
        PieceBuilder chair = new(RoomClass.Chair);
        int frame = chair.Material(Palette.WoodenOrPainted(random));
        int seat = random.Happens(0.5f) ? chair.Material(Palette.Cloth(random)) : frame;
        float width = random.Between(0.4f, 0.48f), depth = random.Between(0.4f, 0.46f);
        float height = random.Between(0.42f, 0.47f), back = random.Between(0.38f, 0.52f);
        chair.Legs(width, depth, height, 0.04f, random.Happens(0.4f), frame)
            .Box(0, height, 0, width, 0.05f, depth, seat);
        float rear = -(depth * 0.5f) + 0.015f;
        if (random.Happens(0.5f))
        {
            return chair.Box(0, height + 0.12f, rear, width, back - 0.1f, 0.03f, seat)
                .Box(-(width * 0.5f) + 0.02f, height, rear, 0.035f, 0.14f, 0.03f, frame)
                .Box((width * 0.5f) - 0.02f, height, rear, 0.035f, 0.14f, 0.03f, frame);
        }

        for (int slat = -1; slat <= 1; slat++)
        {
            chair.Box(slat * ((width * 0.5f) - 0.025f), height + 0.05f, rear, 0.04f, back, 0.025f, frame);
        }

        return chair.Box(0, height + back, rear, width, 0.08f, 0.03f, frame);
    }

    public static PieceBuilder Stool(SceneRandom random)
    {
        PieceBuilder stool = new(RoomClass.Chair);
        int legs = stool.Material(random.Happens(0.5f) ? Palette.Metal(random) : Palette.Wooden(random));
        int seat = stool.Material(Palette.Cloth(random));
        float radius = random.Between(0.17f, 0.22f), height = random.Between(0.4f, 0.6f);
        return stool.Legs(radius * 1.5f, radius * 1.5f, height, 0.035f, true, legs)
            .Cylinder(0, height, 0, radius, 0.07f, seat);
    }

    public static PieceBuilder Sofa(SceneRandom random, float width)
    {
        PieceBuilder sofa = new(RoomClass.Sofa);
        Material cloth = Palette.Cloth(random);
        int body = sofa.Material(cloth);
        int cushion = sofa.Material(cloth with { Main = cloth.Main * 1.12f, Seed = cloth.Seed + 0.3f });
        int feet = sofa.Material(Palette.Wooden(random));
        float depth = random.Between(0.82f, 0.95f), arm = random.Between(0.14f, 0.22f);
        float back = random.Between(0.74f, 0.88f);
        int seats = width > 1.7f ? 3 : width > 1.2f ? 2 : 1;
        float seatWidth = (width - (2 * arm)) / seats;
        sofa.Legs(width - 0.08f, depth - 0.08f, 0.1f, 0.06f, true, feet)
            .Box(0, 0.1f, 0, width, 0.2f, depth, body)
            .Box(0, 0.3f, -(depth * 0.5f) + 0.11f, width, back - 0.3f, 0.22f, body);
        foreach (int side in new[] { -1, 1 })
        {
            sofa.Box(side * (width - arm) * 0.5f, 0.3f, 0.11f, arm, random.Between(0.24f, 0.3f), depth - 0.22f, body);
        }

        for (int i = 0; i < seats; i++)
        {
            float x = (i - ((seats - 1) * 0.5f)) * seatWidth;
            sofa.Box(x, 0.3f, 0.13f, seatWidth - 0.015f, 0.14f, depth - 0.25f, cushion)
                .Box(x, 0.44f, -(depth * 0.5f) + 0.29f, seatWidth - 0.03f, back - 0.42f, 0.14f, cushion);
        }

        if (random.Happens(0.7f))
        {
            int pillow = sofa.Material(random.Happens(0.5f) ? Palette.Woven(random) : Palette.Bright(random));
            float x = (random.Unit() - 0.5f) * (width - 0.8f);
            sofa.Box(x, 0.44f, 0.42f - (depth * 0.5f), 0.38f, 0.34f, 0.13f, pillow);
        }

        return sofa;
    }

    public static PieceBuilder Bed(SceneRandom random)
    {
        PieceBuilder bed = new(RoomClass.Bed);
        int frame = bed.Material(Palette.WoodenOrPainted(random));
        int sheet = bed.Material(
            new Material(MaterialKind.Fabric, random.Color(0xECE8E0, 0xD9DEE4), default, 1, 0, random.Unit()));
        int cover = bed.Material(
            random.Happens(0.5f) ? Palette.Cloth(random) : Palette.Woven(random) with { Size = 0.3f });
        float width = random.Between(0.95f, 1.6f);
        const float Length = 2.0f;
        bed.Legs(width, Length, 0.2f, 0.08f, false, frame)
            .Box(0, 0.18f, 0, width, 0.14f, Length, frame)
            .Box(0, 0.32f, 0.02f, width - 0.06f, 0.2f, Length - 0.1f, sheet)
            .Box(0, 0.33f, 0.32f, width + 0.02f, 0.23f, Length - 0.66f, cover)
            .Box(0, 0.2f, -(Length * 0.5f) + 0.03f, width, random.Between(0.6f, 0.9f), 0.06f, frame);
        int pillows = width > 1.3f ? 2 : 1;
        for (int i = 0; i < pillows; i++)
        {
            float x = (i - ((pillows - 1) * 0.5f)) * width * 0.46f;
            bed.Box(x, 0.52f, -(Length * 0.5f) + 0.3f, MathF.Min(width * 0.42f, 0.65f), 0.12f, 0.4f, sheet);
        }

        return bed;
    }
}
