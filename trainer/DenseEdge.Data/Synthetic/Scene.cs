using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>A furnished room with its light and the camera in it.</summary>
internal sealed record Scene
{
    /// <summary>Width (x), height (y) and depth (z) of the room, in metres; one corner is the origin.</summary>
    public required Vector3 Size { get; init; }

    public required Material Floor { get; init; }

    public required Material Ceiling { get; init; }

    /// <summary>The materials of the walls, in the order of <see cref="Surface"/>.</summary>
    public required Material[] Walls { get; init; }

    /// <summary>The colour of the skirting boards.</summary>
    public required Vector3 Skirting { get; init; }

    /// <summary>The height of the skirting boards, in metres.</summary>
    public required float SkirtingHeight { get; init; }

    public required Piece[] Pieces { get; init; }

    public required SceneLights Lights { get; init; }

    public required CameraPose Camera { get; init; }

    /// <summary>The brightness of the whole image; 1 is neutral.</summary>
    public required float Exposure { get; init; }

    /// <summary>Gets the class of a surface.</summary>
    public RoomClass ClassOf(int surface) => surface switch
    {
        Surface.Floor => RoomClass.Floor,
        Surface.Ceiling => RoomClass.Ceiling,
        < Surface.FirstPiece => RoomClass.Wall,
        _ => Pieces[surface - Surface.FirstPiece].Kind,
    };
}
