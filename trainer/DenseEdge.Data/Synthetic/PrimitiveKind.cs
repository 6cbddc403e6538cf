namespace DenseEdge.Data.Synthetic;

/// <summary>The shapes that furniture is made of.</summary>
internal enum PrimitiveKind
{
    Box,
    Cylinder,
    Sphere,
}
