using static TorchSharp.torch;

namespace DenseEdge.LocalAttentionBench;

/// <summary>Tiles of 4x8 queries whose keys, (4 + window − 1) x (8 + window − 1), are gathered pixel by pixel.</summary>
internal sealed class IndexedTiles(long height, long width, int window)
{
    private const long Rows = 4;
    private const long Columns = 8;

    private readonly long _down = (height + Rows - 1) / Rows;
    private readonly long _across = (width + Columns - 1) / Columns;

    private long KeyRows => Rows + window - 1;

    private long KeyColumns => Columns + window - 1;

    private long Keys => KeyRows * KeyColumns;

    private long Tiles => _down * _across;

    /// <param name="map">[N, D, H, W].</param>
    /// <returns>[N · tiles, Q, D].</returns>
    public Tensor CutQueries(Tensor map)
    {
        (long n, long d) = (map.shape[0], map.shape[1]);
        return nn.functional.pad(map, [0, (_across * Columns) - width, 0, (_down * Rows) - height])
            .reshape(n, d, _down, Rows, _across, Columns).permute(0, 2, 4, 3, 5, 1).reshape(n * Tiles, Rows * Columns, d);
    }

    /// <param name="map">[N, D, H, W].</param>
    /// <returns>[N · tiles, K, D].</returns>
    public Tensor CutKeys(Tensor map)
    {
        (long n, long d) = (map.shape[0], map.shape[1]);
        int radius = window / 2;
        Tensor padded = nn.functional.pad(
            map, [radius, radius + (_across * Columns) - width, radius, radius + (_down * Rows) - height]);
        Tensor pixels = padded.permute(0, 2, 3, 1).reshape(n, -1, d);
        return pixels.index_select(1, tensor(KeyPixels(padded.shape[3]))).reshape(n * Tiles, Keys, d);
    }

    /// <returns>[1, Q, K]: 0 for a key in the query's window, negative infinity for another.</returns>
    public Tensor Mask()
    {
        float[] mask = new float[Rows * Columns * Keys];
        for (long i = 0; i < mask.Length; i++)
        {
            (long query, long key) = (i / Keys, i % Keys);
            (long down, long right) = ((key / KeyColumns) - (query / Columns), (key % KeyColumns) - (query % Columns));
            mask[i] = down >= 0 && down < window && right >= 0 && right < window ? 0 : float.NegativeInfinity;
        }

        return tensor(mask).reshape(1, Rows * Columns, Keys);
    }

    /// <param name="tiles">[N · tiles, Q, D].</param>
    /// <param name="n">Images (N).</param>
    /// <returns>[N, D, H, W].</returns>
    public Tensor Join(Tensor tiles, long n)
        => tiles.reshape(n, _down, _across, Rows, Columns, -1).permute(0, 5, 1, 3, 2, 4)
            .reshape(n, -1, _down * Rows, _across * Columns).narrow(2, 0, height).narrow(3, 0, width);

    private long[] KeyPixels(long paddedWidth)
    {
        long[] pixels = new long[Tiles * Keys];
        for (long i = 0; i < pixels.Length; i++)
        {
            (long tile, long key) = (i / Keys, i % Keys);
            long row = (tile / _across * Rows) + (key / KeyColumns);
            pixels[i] = (row * paddedWidth) + (tile % _across * Columns) + (key % KeyColumns);
        }

        return pixels;
    }
}
