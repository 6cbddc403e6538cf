namespace DenseEdge.Data.Synthetic;

/// <summary>Makes cabinets, shelves and tables. The front looks along z; the origin lies on the floor, in the
/// middle.</summary>
internal static class Storage
{
    public static PieceBuilder Cabinet(SceneRandom random, float width, float height)
    {
        PieceBuilder cabinet = new(RoomClass.Cabinet);
        Material wood = Palette.WoodenOrPainted(random);
        int body = cabinet.Material(wood with { Main = wood.Main * 0.85f });
        int door = cabinet.Material(random.Happens(0.3f) ? Palette.WoodenOrPainted(random) : wood);
        int knob = cabinet.Material(Palette.Metal(random));
        float depth = random.Between(0.36f, 0.5f), plinth = random.Happens(0.5f) ? 0.06f : 0.14f;
        int columns = Math.Max((int)(width / 0.48f), 1);
        int rows = Math.Max((int)(height / random.Between(0.28f, 0.9f)), 1);
        _ = plinth < 0.1f
            ? cabinet.Box(0, 0, -0.02f, width - 0.04f, plinth, depth - 0.08f, body)
            : cabinet.Legs(width - 0.06f, depth - 0.06f, plinth, 0.04f, true, body);
        cabinet.Box(0, plinth, 0, width, height - plinth, depth, body);
        float cellWidth = width / columns, cellHeight = (height - plinth - 0.03f) / rows, front = depth * 0.5f;
        for (int cell = 0; cell < columns * rows; cell++)
        {
            float x = ((cell % columns) - ((columns - 1) * 0.5f)) * cellWidth;
            float y = plinth + ((cell / columns) * cellHeight) + 0.015f;
            cabinet.Box(x, y, front, cellWidth - 0.025f, cellHeight - 0.025f, 0.03f, door)
                .Box(x, y + (cellHeight * 0.5f), front + 0.025f, 0.09f, 0.018f, 0.03f, knob);
        }

        return cabinet;
    }

    public static PieceBuilder Shelf(SceneRandom random, float width, float height)
    {
        PieceBuilder shelf = new(RoomClass.Cabinet);
        Material wood = Palette.WoodenOrPainted(random);
        int board = shelf.Material(wood);
        int back = shelf.Material(wood with { Main = wood.Main * 0.6f, Second = wood.Second * 0.6f });
        int books = shelf.Material(new Material(MaterialKind.Books, default, default, 0.035f, 0, random.Unit()));
        const float Depth = 0.32f, Thickness = 0.03f;
        int rows = Math.Max((int)(height / 0.36f), 2);
        float cell = (height - Thickness) / rows;
        shelf.Box(0, 0, -(Depth * 0.5f) + 0.01f, width, height, 0.02f, back)
            .Box(-(width - Thickness) * 0.5f, 0, 0, Thickness, height, Depth, board)
            .Box((width - Thickness) * 0.5f, 0, 0, Thickness, height, Depth, board);
        for (int row = 0; row <= rows; row++)
        {
            shelf.Box(0, row * cell, 0, width - (2 * Thickness), Thickness, Depth, board);
            if (row < rows && random.Happens(0.8f))
            {
                float length = (width - 0.1f) * random.Between(0.35f, 1);
                float x = (random.Unit() - 0.5f) * (width - 0.1f - length);
                float bookHeight = (cell - Thickness) * random.Between(0.6f, 0.9f);
                shelf.Box(x, (row * cell) + Thickness, -0.02f, length, bookHeight, 0.2f, books);
            }
        }

        return shelf;
    }

    public static PieceBuilder Table(SceneRandom random, float width, float depth, float height)
    {
        PieceBuilder table = new(RoomClass.Table);
        Material wood = Palette.WoodenOrPainted(random);
        int legs = table.Material(random.Happens(0.3f) ? Palette.Metal(random) : wood);
        int top = table.Material(random.Below(5) switch
        {
            0 => new Material(
                MaterialKind.Marble,
                random.Color(0xE6E1D8, 0x4A4C50),
                random.Color(0x9A958F, 0x2C2D30),
                0.8f,
                0.6f,
                random.Unit()),
            _ => wood,
        });
        if (random.Happens(0.25f))
        {
            float radius = MathF.Min(width, depth) * 0.5f;
            return table.Cylinder(0, 0, 0, radius * 0.5f, 0.03f, legs)
                .Cylinder(0, 0.03f, 0, 0.05f, height - 0.07f, legs)
                .Cylinder(0, height - 0.04f, 0, radius, 0.04f, top);
        }

        float edge = random.Between(0.025f, 0.05f);
        return table.Legs(width - 0.08f, depth - 0.08f, height - edge, 0.06f, random.Happens(0.4f), legs)
            .Box(0, height - edge - 0.07f, 0, width - 0.16f, 0.07f, depth - 0.16f, legs)
            .Box(0, height - edge, 0, width, edge, depth, top);
    }
}
