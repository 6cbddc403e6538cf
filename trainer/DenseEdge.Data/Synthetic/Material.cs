using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>How a surface looks.</summary>
/// <param name="Kind">The pattern.</param>
/// <param name="Main">The main colour, linear, 0 to 1; for <see cref="MaterialKind.Glow"/> the emitted light.</param>
/// <param name="Second">The pattern's other colour.</param>
/// <param name="Size">The pattern's period, in metres.</param>
/// <param name="Gloss">The strength of the highlight, 0 to 1.</param>
/// <param name="Seed">Shifts the pattern, so that two of a kind differ.</param>
internal readonly record struct Material(
    MaterialKind Kind, Vector3 Main, Vector3 Second, float Size = 1, float Gloss = 0, float Seed = 0)
{
    /// <summary>Whether the surface gives light by itself and takes none.</summary>
    public bool Emits => Kind is MaterialKind.Outside or MaterialKind.Glow;
}
