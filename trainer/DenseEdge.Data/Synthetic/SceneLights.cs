using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Where the light of a room comes from.</summary>
/// <param name="Lamp">The lamp at the ceiling.</param>
/// <param name="Windows">The windows; may be none.</param>
/// <param name="SunDirection">Towards the sun, a unit vector; zero if it does not shine into the room.</param>
/// <param name="Sun">The sun's light on a surface that faces it.</param>
/// <param name="Ambient">The light that reaches every corner.</param>
internal sealed record SceneLights(
    LightPatch Lamp, LightPatch[] Windows, Vector3 SunDirection, Vector3 Sun, Vector3 Ambient);
