namespace DenseEdge.Data.Synthetic;

/// <summary>Numbers of the objects that a ray can meet: the room's six sides, then the pieces in it.</summary>
internal static class Surface
{
    public const int Floor = 0;
    public const int Ceiling = 1;

    /// <summary>The wall at the largest z; the next ones are at the largest x, at z = 0 and at x = 0.</summary>
    public const int FirstWall = 2;
    public const int FirstPiece = 6;
}
