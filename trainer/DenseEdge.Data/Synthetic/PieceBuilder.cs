using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Collects the shapes of one piece of furniture.</summary>
internal sealed class PieceBuilder(RoomClass kind)
{
    private readonly List<Primitive> _primitives = [];
    private readonly List<Material> _materials = [];

    /// <summary>Adds a material for the shapes that follow.</summary>
    /// <returns>Its index.</returns>
    public int Material(Material material)
    {
        _materials.Add(material);
        return _materials.Count - 1;
    }

    /// <summary>Adds a box by the middle of its bottom and its size.</summary>
    public PieceBuilder Box(float x, float y, float z, float width, float height, float depth, int material) =>
        Add(PrimitiveKind.Box, x, y, z, width, height, depth, material);

    /// <summary>Adds an upright cylinder by the middle of its bottom.</summary>
    public PieceBuilder Cylinder(float x, float y, float z, float radius, float height, int material) =>
        Add(PrimitiveKind.Cylinder, x, y, z, 2 * radius, height, 2 * radius, material);

    /// <summary>Adds a sphere by its lowest point.</summary>
    public PieceBuilder Sphere(float x, float y, float z, float radius, int material) =>
        Add(PrimitiveKind.Sphere, x, y, z, 2 * radius, 2 * radius, 2 * radius, material);

    /// <summary>Adds four legs under the corners of a rectangle.</summary>
    public PieceBuilder Legs(float width, float depth, float height, float thickness, bool round, int material)
    {
        float x = (width - thickness) * 0.5f;
        float z = (depth - thickness) * 0.5f;
        foreach ((float sx, float sz) in new[] { (-x, -z), (x, -z), (-x, z), (x, z) })
        {
            _ = round
                ? Cylinder(sx, 0, sz, thickness * 0.5f, height, material)
                : Box(sx, 0, sz, thickness, height, thickness, material);
        }

        return this;
    }

    /// <summary>Puts the piece somewhere.</summary>
    /// <param name="position">The origin of its frame in the room, in metres.</param>
    /// <param name="yaw">The turn about the vertical, in radians; at 0 the front looks along the room's z axis.</param>
    public Piece Place(Vector3 position, float yaw) => new(kind, [.. _primitives], [.. _materials], position, yaw);

    private PieceBuilder Add(
        PrimitiveKind shape, float x, float y, float z, float width, float height, float depth, int material)
    {
        Vector3 low = new(x - (width * 0.5f), y, z - (depth * 0.5f));
        _primitives.Add(new Primitive(shape, low, low + new Vector3(width, height, depth), material));
        return this;
    }
}
