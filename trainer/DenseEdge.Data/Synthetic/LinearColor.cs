using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Colours as amounts of light, which can be added and multiplied.</summary>
internal static class LinearColor
{
    /// <summary>Converts an sRGB colour, 0xRRGGBB.</summary>
    public static Vector3 FromHex(int hex) =>
        new(Decode((hex >> 16) & 255), Decode((hex >> 8) & 255), Decode(hex & 255));

    private static float Decode(int value) => MathF.Pow(value / 255f, 2.2f);
}
