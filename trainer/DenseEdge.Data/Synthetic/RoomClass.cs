namespace DenseEdge.Data.Synthetic;

/// <summary>The semantic classes of synthetic rooms; the values are the labels.</summary>
internal enum RoomClass : byte
{
    Floor,
    Wall,
    Ceiling,
    Window,
    Picture,
    Door,
    Table,
    Chair,
    Sofa,
    Bed,
    Cabinet,
    Lamp,
    Rug,
    Clutter,
}
