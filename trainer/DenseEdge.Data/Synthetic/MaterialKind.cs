namespace DenseEdge.Data.Synthetic;

/// <summary>The pattern of a surface.</summary>
internal enum MaterialKind
{
    Plain,
    Plaster,
    Stripes,
    Damask,
    Brick,
    Planks,
    Tiles,
    Checker,
    Marble,
    Wood,
    Fabric,
    Carpet,
    Painting,
    Books,
    Outside,
    Glow,
}
