using System.Numerics;

namespace DenseEdge.Data.Synthetic;

/// <summary>Periodic patterns, averaged over the footprint of a pixel, so that they fade instead of flickering far
/// away.</summary>
internal static class Pattern
{
    /// <summary>The share of a stripe within a pixel; stripes of a given width start at every whole number.</summary>
    /// <param name="position">The middle of the pixel, in periods.</param>
    /// <param name="width">The width of a stripe, 0 to 1 periods.</param>
    /// <param name="footprint">The width of the pixel, in periods.</param>
    public static float Stripe(float position, float width, float footprint)
    {
        footprint = MathF.Max(footprint, 1e-4f);
        return (Covered(position + (footprint * 0.5f)) - Covered(position - (footprint * 0.5f))) / footprint;

        float Covered(float end)
        {
            float whole = MathF.Floor(end);
            return (whole * width) + MathF.Min(end - whole, width);
        }
    }

    /// <summary>The share of the dark squares of a chessboard within a pixel; squares are half a period wide.</summary>
    public static float Checker(Vector2 position, float footprint)
    {
        float x = (2 * Stripe(position.X, 0.5f, footprint)) - 1;
        float y = (2 * Stripe(position.Y, 0.5f, footprint)) - 1;
        return 0.5f + (0.5f * x * y);
    }
}
