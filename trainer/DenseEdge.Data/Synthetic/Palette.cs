using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Draws materials that rooms are really made of.</summary>
internal static class Palette
{
    public static Material Floor(SceneRandom random) => random.Below(7) switch
    {
        0 or 1 or 2 =>
            Wooden(random) with { Kind = MaterialKind.Planks, Size = random.Between(0.1f, 0.19f), Gloss = 0.25f },
        3 => new(MaterialKind.Tiles, random.Color(0xD8D4CB, 0xB9AFA0, 0x8F8C88, 0xC98F6B),
            random.Color(0xA09A90, 0x6F6A64),
            random.Between(0.25f, 0.6f), 0.35f, random.Unit()),
        4 => new(MaterialKind.Checker, random.Color(0xE8E4DA, 0xD9CDB8), random.Color(0x3C3A3A, 0x7A3B32, 0x39505C),
            random.Between(0.6f, 0.9f), 0.35f, random.Unit()),
        5 => new(MaterialKind.Plaster, random.Color(0x9D9284, 0x8A8F96, 0xB7A58B, 0x6F7A6C), default, 1, 0,
            random.Unit()),
        _ => new(MaterialKind.Marble, random.Color(0xE6E1D8, 0xCFC7BA), random.Color(0x9A958F, 0x8A7B6A), 1.2f, 0.5f,
            random.Unit()),
    };

    public static Material Wall(SceneRandom random) => random.Below(11) switch
    {
        0 => new(MaterialKind.Stripes, random.Color(0xE4DCC8, 0xD5DDE0), random.Color(0xD2C5A6, 0xB6C6CE, 0xD9B9AE),
            random.Between(0.15f, 0.4f), 0, random.Unit()),
        1 => Damask(random),
        2 => new(MaterialKind.Brick, random.Color(0xA8644C, 0xB98A6E, 0xCFC8BE), random.Color(0xB8AFA3, 0xD8D2C8),
            random.Between(0.24f, 0.32f), 0, random.Unit()),
        _ => Paint(random),
    };

    private static Material Damask(SceneRandom random)
    {
        Material paint = Paint(random);
        return paint with
        {
            Kind = MaterialKind.Damask,
            Second = paint.Main * random.Between(0.78f, 0.88f),
            Size = random.Between(0.3f, 0.55f),
        };
    }

    public static Material Paint(SceneRandom random) => new(
        MaterialKind.Plaster,
        random.Color(
            0xEDE6D6, 0xE6E6E2, 0xD6DFE6, 0xCFDCCB, 0xE9D6C2, 0xD9CFE0, 0xE6DAA8, 0x9FB8C4, 0xB8A08A, 0x7F9A8A,
                0xC98E78),
        default, 1, 0, random.Unit());

    public static Material Wooden(SceneRandom random)
    {
        Vector3 light = random.Color(0xC69C6D, 0xA9794C, 0x7B5234, 0xD9BE94, 0x5A3A28, 0x9A9086);
        return new Material(MaterialKind.Wood, light, light * random.Between(0.5f, 0.72f), 1, 0.2f, random.Unit());
    }

    public static Material Painted(SceneRandom random) => new(
        MaterialKind.Plain,
        random.Color(0xEDEAE4, 0xD8D4CC, 0x3A3F45, 0x4F6B7A, 0x7C8C6E, 0xB5533F, 0xD9A441),
        default,
        1,
        0.25f);

    public static Material WoodenOrPainted(SceneRandom random) =>
        random.Happens(0.65f) ? Wooden(random) : Painted(random);

    public static Material Metal(SceneRandom random) =>
        new(MaterialKind.Plain, random.Color(0x9A9CA0, 0x2C2D30, 0xB59B62, 0xC9CBCF), default, 1, 0.8f);

    public static Material Cloth(SceneRandom random)
    {
        Vector3 color = random.Color(
            0x7A8594, 0xB7A48C, 0x3F5166, 0x8C4A3E, 0x5D7A5C, 0xC9B79A, 0x5B4A63, 0xCC9A3E, 0x4A4A4C, 0xA9B7BD);
        return new Material(MaterialKind.Fabric, color, default, 1, 0, random.Unit());
    }

    public static Material Woven(SceneRandom random) => new(
        MaterialKind.Carpet, random.Color(0x8C3B36, 0x36506B, 0xC2B49A, 0x5F6B58, 0xB98A4E, 0x7D7F86),
        random.Color(0xD8C8A8, 0x2C2E3A, 0xE5DED0, 0x9A4B3C, 0xA5B3B8), random.Between(0.18f, 0.5f), 0, random.Unit());

    public static Material Bright(SceneRandom random)
    {
        Vector3 color = random.Color(0xC8402F, 0x2F6FB0, 0xE0A92E, 0x3F8F55, 0xE9E4DA, 0x8A4FA0, 0xE2763A, 0x222428);
        return random.Below(4) switch
        {
            0 => new Material(MaterialKind.Checker, color, random.Color(0xEDE9E0, 0x33363B),
                random.Between(0.08f, 0.16f), 0.2f, random.Unit()),
            1 => new Material(MaterialKind.Stripes, color, random.Color(0xEDE9E0, 0x33363B),
                random.Between(0.06f, 0.14f), 0.2f, random.Unit()),
            _ => new Material(MaterialKind.Plain, color, default, 1, random.Between(0.1f, 0.7f)),
        };
    }
}
