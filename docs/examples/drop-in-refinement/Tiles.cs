using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Examples.DropInRefinement;

/// <summary>
/// Pictures of 8x8 tiles to learn from: the colour of a tile says its material, its brightness its height, and a tile in the
/// shadow is dimmer and bluish.
/// </summary>
internal static class Tiles
{
    private const int Side = 8;
    private const int PixelsPerTile = 8;
    private const double HighestTile = 1;

    /// <summary>Makes pictures with their labels.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Equal seeds give equal pictures.</param>
    public static TileBatch Make(int count, int seed)
    {
        Random random = new(seed);
        float[] image = new float[count * 3 * Side * Side];
        long[] material = new long[count * Side * Side];
        float[] height = new float[material.Length];
        float[] shadow = new float[material.Length];
        for (int i = 0; i < material.Length; i++)
        {
            material[i] = random.Next(ThreeTaskNetwork.Materials);
            height[i] = (float)(random.NextDouble() * HighestTile);
            shadow[i] = random.Next(4) == 0 ? 1 : 0;
            (int picture, int tile) = (i / (Side * Side), i % (Side * Side));
            for (int channel = 0; channel < 3; channel++)
            {
                float own = channel == material[i] ? 0.7f : 0.1f;
                float lit = (own + (0.3f * height[i])) * (shadow[i] > 0 ? 0.5f : 1) + (shadow[i] > 0 && channel == 2 ? 0.2f : 0);
                image[(((picture * 3) + channel) * Side * Side) + tile] = lit;
            }
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor small = tensor(image, [count, 3L, Side, Side]);
        Tensor bins = tensor([.. height.Select(Bin)]);
        return new TileBatch(
            nn.functional.interpolate(small, scale_factor: [PixelsPerTile, PixelsPerTile]).MoveToOuterDisposeScope(),
            Label(tensor(material), count).MoveToOuterDisposeScope(),
            Label(tensor(height), count).unsqueeze(1).MoveToOuterDisposeScope(),
            Label(tensor(shadow), count).unsqueeze(1).MoveToOuterDisposeScope(),
            Label(bins, count).MoveToOuterDisposeScope());
    }

    private static long Bin(float height)
        => Math.Min((long)(height / HighestTile * ThreeTaskNetwork.HeightBins), ThreeTaskNetwork.HeightBins - 1);

    /// <summary>Labels of the tiles at the size of the predictions: two pixels a tile.</summary>
    private static Tensor Label(Tensor values, int count)
        => values.reshape(count, Side, 1, Side, 1).expand(count, Side, 2, Side, 2).reshape(count, 2 * Side, 2 * Side);
}
