using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Makes what hangs, lies and stands around: windows, doors, pictures, lamps, rugs and small things.</summary>
/// <remarks>What hangs on a wall has its back at z = 0 and its lowest point at y = 0.</remarks>
internal static class Decor
{
    public static PieceBuilder Window(SceneRandom random, float width, float height, Material outside)
    {
        PieceBuilder window = new(RoomClass.Window);
        int frame = window.Material(random.Happens(0.75f)
            ? new Material(MaterialKind.Plain, random.Color(0xF0EEE8, 0xE4E0D6), default, 1, 0.2f)
            : Palette.Wooden(random));
        int pane = window.Material(outside);
        const float Bar = 0.07f, Thickness = 0.06f;
        window.Box(0, 0, 0.01f, width, height, 0.02f, pane)
            .Box(0, 0, 0.03f, width, Bar, Thickness, frame)
            .Box(0, height - Bar, 0.03f, width, Bar, Thickness, frame)
            .Box(-(width - Bar) * 0.5f, 0, 0.03f, Bar, height, Thickness, frame)
            .Box((width - Bar) * 0.5f, 0, 0.03f, Bar, height, Thickness, frame)
            .Box(0, -0.03f, 0.08f, width + 0.1f, 0.03f, 0.16f, frame);
        int sashes = width > 1.5f ? 3 : width > 0.8f ? 2 : 1;
        for (int i = 1; i < sashes; i++)
        {
            window.Box((((float)i / sashes) - 0.5f) * width, 0, 0.03f, Bar * 0.8f, height, Thickness * 0.8f, frame);
        }

        return random.Happens(0.5f) ? window.Box(0, height * 0.62f, 0.03f, width, Bar * 0.6f, Thickness * 0.7f, frame)
            : window;
    }

    public static PieceBuilder Door(SceneRandom random, float width, float height)
    {
        PieceBuilder door = new(RoomClass.Door);
        Material leaf = random.Happens(0.55f)
            ? new Material(MaterialKind.Plain, random.Color(0xEDE9E0, 0xDAD6CC, 0x7C8C94), default, 1, 0.25f)
            : Palette.Wooden(random);
        int panel = door.Material(leaf);
        int inset = door.Material(leaf with { Main = leaf.Main * 0.86f, Second = leaf.Second * 0.86f });
        int metal = door.Material(Palette.Metal(random));
        door.Box(0, 0, 0.02f, width, height, 0.04f, panel)
            .Box(-(width * 0.5f) - 0.04f, 0, 0.03f, 0.08f, height + 0.08f, 0.06f, inset)
            .Box((width * 0.5f) + 0.04f, 0, 0.03f, 0.08f, height + 0.08f, 0.06f, inset)
            .Box(0, height, 0.03f, width, 0.08f, 0.06f, inset)
            .Box((width * 0.5f) - 0.09f, 1.0f, 0.06f, 0.12f, 0.025f, 0.05f, metal);
        int panels = 1 + random.Below(3);
        float cell = (height - 0.3f) / panels;
        for (int i = 0; i < panels; i++)
        {
            door.Box(0, 0.18f + (i * cell), 0.045f, width - 0.26f, cell - 0.12f, 0.012f, inset);
        }

        return door;
    }

    public static PieceBuilder Picture(SceneRandom random, float width, float height)
    {
        PieceBuilder picture = new(RoomClass.Picture);
        int frame = picture.Material(random.Happens(0.5f) ? Palette.Wooden(random) : Palette.Painted(random));
        int mat = picture.Material(new Material(MaterialKind.Plain, random.Color(0xF2EFE8, 0xE2DCCC), default));
        int canvas = picture.Material(new Material(
            MaterialKind.Painting, random.Color(0x3F5E45, 0x8A5A3A, 0x2F4D6B, 0xB5533F),
            random.Color(0x9CC4DC, 0xE2B873, 0xD88B72, 0xCFD8DC), 1, 0, random.Unit()));
        float border = random.Happens(0.5f) ? MathF.Min(width, height) * 0.14f : 0.0f;
        picture.Box(0, 0, 0.015f, width, height, 0.03f, frame)
            .Box(0, 0.03f, 0.018f, width - 0.06f, height - 0.06f, 0.03f, mat);
        float inset = 0.06f + (2 * border);
        return picture.Box(0, 0.03f + border, 0.02f, width - inset, height - inset, 0.03f, canvas);
    }

    public static PieceBuilder CeilingLamp(SceneRandom random, float roomHeight, Vector3 light)
    {
        PieceBuilder lamp = new(RoomClass.Lamp);
        int glow = lamp.Material(new Material(MaterialKind.Glow, light * 1.6f, default));
        int metal = lamp.Material(Palette.Metal(random));
        if (random.Happens(0.5f))
        {
            return lamp.Cylinder(0, roomHeight - 0.07f, 0, random.Between(0.16f, 0.26f), 0.07f, glow);
        }

        float drop = random.Between(0.3f, 0.6f), radius = random.Between(0.12f, 0.18f);
        return lamp.Cylinder(0, roomHeight - drop, 0, 0.012f, drop, metal)
            .Sphere(0, roomHeight - drop - (2 * radius), 0, radius, glow);
    }

    public static PieceBuilder FloorLamp(SceneRandom random)
    {
        PieceBuilder lamp = new(RoomClass.Lamp);
        int metal = lamp.Material(Palette.Metal(random));
        float brightness = random.Happens(0.5f) ? 1.1f : 0.55f;
        int shade = lamp.Material(
            new Material(MaterialKind.Glow, random.Color(0xF6E3B8, 0xF2EFE4, 0xE9C893) * brightness, default));
        float height = random.Between(1.2f, 1.5f), radius = random.Between(0.15f, 0.22f);
        return lamp.Cylinder(0, 0, 0, 0.14f, 0.03f, metal)
            .Cylinder(0, 0.03f, 0, 0.015f, height, metal)
            .Cylinder(0, height, 0, radius, random.Between(0.22f, 0.3f), shade);
    }

    public static PieceBuilder Rug(SceneRandom random, float width, float depth)
    {
        PieceBuilder rug = new(RoomClass.Rug);
        Material woven = Palette.Woven(random);
        int middle = rug.Material(woven);
        int border = rug.Material(woven with { Main = woven.Second, Second = woven.Second * 0.8f });
        if (random.Happens(0.25f))
        {
            return rug.Cylinder(0, 0, 0, MathF.Min(width, depth) * 0.5f, 0.012f, middle);
        }

        return rug.Box(0, 0, 0, width, 0.01f, depth, border).Box(0, 0, 0, width - 0.24f, 0.013f, depth - 0.24f, middle);
    }

    /// <summary>Makes something small: a ball, boxes, a vase with a plant, a pile of books.</summary>
    /// <param name="random">The room's draws.</param>
    /// <param name="size">Its rough size, in metres.</param>
    public static PieceBuilder Clutter(SceneRandom random, float size)
    {
        PieceBuilder thing = new(RoomClass.Clutter);
        int main = thing.Material(Palette.Bright(random));
        switch (random.Below(4))
        {
            case 0:
                return thing.Sphere(0, 0, 0, size * 0.5f, main);
            case 1:
                int lid = thing.Material(Palette.Bright(random));
                return thing.Box(0, 0, 0, size * 1.1f, size * 0.7f, size * 0.8f, main)
                    .Box(0, size * 0.7f, 0, size * 1.14f, size * 0.12f, size * 0.84f, lid);
            case 2:
                int leaves = thing.Material(new Material(
                    MaterialKind.Fabric, random.Color(0x3E6B35, 0x5D8A45, 0x2F5A3C), default, 1, 0.1f, random.Unit()));
                thing.Cylinder(0, 0, 0, size * 0.3f, size * 0.6f, main);
                for (int i = 0; i < 7; i++)
                {
                    float angle = i * 2.4f;
                    float reach = size * random.Between(0.08f, 0.3f);
                    thing.Sphere(
                        MathF.Cos(angle) * reach, size * random.Between(0.6f, 1.1f), MathF.Sin(angle) * reach,
                        size * random.Between(0.14f, 0.26f), leaves);
                }

                return thing;
            default:
                float y = 0;
                for (int i = 0; i < 3; i++)
                {
                    int book = i == 0 ? main : thing.Material(Palette.Bright(random));
                    float height = size * random.Between(0.1f, 0.2f);
                    float x = (random.Unit() - 0.5f) * size * 0.1f;
                    thing.Box(x, y, 0, size * random.Between(0.75f, 1), height, size * 0.7f, book);
                    y += height;
                }

                return thing;
        }
    }
}
