using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Attention;

/// <summary>Attention over a window around each pixel: the local context of ATRC (ICCV 2021).</summary>
/// <remarks>
/// Computed in tiles of 4x8 queries with the 12x16 keys that they reach, as one batch of small matrix products; on a CPU
/// that is several times faster than a product per offset, forward and backward.
/// </remarks>
internal static class LocalContext
{
    /// <summary>Side of the window in the paper.</summary>
    public const int PaperWindow = 9;

    /// <summary>
    /// Mixes the values around each pixel by the softmax of q·k / sqrt(D). A key outside the image scores 0, not negative
    /// infinity, and its value is 0: pixels at the border lose part of their weight to the outside.
    /// </summary>
    /// <param name="query">[N, D, H, W].</param>
    /// <param name="key">[N, D, H, W].</param>
    /// <param name="value">[N, M, H, W].</param>
    /// <param name="window">Side of the window in pixels, odd.</param>
    /// <returns>[N, M, H, W].</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, int window = PaperWindow)
    {
        using DisposeScope scope = NewDisposeScope();
        LocalTiles tiles = new(query.shape[2], query.shape[3], window);
        Tensor weights = Weights(tiles, query, key);                                // [B, Q, K]
        return tiles.Join(weights.matmul(tiles.CutKeys(value))).MoveToOuterDisposeScope();
    }

    /// <summary>The products q·k of every pixel with the keys of its window, before scaling and softmax.</summary>
    /// <param name="query">[N, D, H, W].</param>
    /// <param name="key">[N, D, H, W].</param>
    /// <param name="window">Side of the window in pixels, odd.</param>
    /// <returns>[N, H, W, window²], the window row by row; 0 for a key outside the image.</returns>
    public static Tensor Scores(Tensor query, Tensor key, int window = PaperWindow)
    {
        using DisposeScope scope = NewDisposeScope();
        LocalTiles tiles = new(query.shape[2], query.shape[3], window);
        Tensor products = tiles.CutQueries(query).matmul(tiles.CutKeys(key).transpose(1, 2));   // [B, Q, K]
        Tensor index = tensor(tiles.WindowKeys(), device: query.device)
            .reshape(1, LocalTiles.Queries, -1).expand(products.shape[0], -1, -1);              // [B, Q, window²]
        return tiles.Join(products.gather(2, index)).permute(0, 2, 3, 1).MoveToOuterDisposeScope();
    }

    // Its keys and scores are gone before the values are cut.
    private static Tensor Weights(LocalTiles tiles, Tensor query, Tensor key)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor q = tiles.CutQueries(query * (1 / Math.Sqrt(query.shape[1])));       // [B, Q, D], B = N · tiles
        Tensor k = tiles.CutKeys(key);                                              // [B, K, D]
        Tensor mask = tensor(tiles.WindowMask(), device: query.device)
            .reshape(1, LocalTiles.Queries, tiles.Keys);                            // [1, Q, K]
        return q.matmul(k.transpose(1, 2)).add_(mask).softmax(2).MoveToOuterDisposeScope();
    }
}
