using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Attention;

/// <summary>
/// How a map is cut for local attention: tiles of queries, and around each the keys within reach. Rows and columns past the
/// map's end, up to whole tiles, and the border around it are zeros.
/// </summary>
internal sealed class LocalTiles
{
    /// <summary>Rows of queries in a tile. Wider tiles waste more products on keys that no query reaches.</summary>
    private const long TileRows = 4;

    /// <summary>Columns of queries in a tile.</summary>
    private const long TileColumns = 8;

    private readonly long _height;
    private readonly long _width;
    private readonly long _radius;

    /// <summary>Plans the tiles.</summary>
    /// <param name="height">Height of the map.</param>
    /// <param name="width">Width of the map.</param>
    /// <param name="window">Side of the window, odd.</param>
    public LocalTiles(long height, long width, long window)
    {
        (_height, _width, _radius) = (height, width, window / 2);
        RowTiles = (height + TileRows - 1) / TileRows;
        ColumnTiles = (width + TileColumns - 1) / TileColumns;
    }

    /// <summary>Tiles from top to bottom.</summary>
    public long RowTiles { get; }

    /// <summary>Tiles from left to right.</summary>
    public long ColumnTiles { get; }

    /// <summary>Queries in a tile (Q).</summary>
    public static long Queries => TileRows * TileColumns;

    /// <summary>Keys around a tile (K).</summary>
    public long Keys => KeyRows * KeyColumns;

    private long Tiles => RowTiles * ColumnTiles;

    private long KeyRows => TileRows + (2 * _radius);

    private long KeyColumns => TileColumns + (2 * _radius);

    private long ExtraRows => (RowTiles * TileRows) - _height;

    private long ExtraColumns => (ColumnTiles * TileColumns) - _width;

    /// <summary>Cuts a map into tiles of queries.</summary>
    /// <param name="map">[N, D, H, W].</param>
    /// <returns>[N · tiles, Q, D].</returns>
    public Tensor CutQueries(Tensor map)
    {
        using DisposeScope scope = NewDisposeScope();
        (long n, long d) = (map.shape[0], map.shape[1]);
        return nn.functional.pad(map, [0, ExtraColumns, 0, ExtraRows])
            .reshape(n, d, RowTiles, TileRows, ColumnTiles, TileColumns)
            .permute(0, 2, 4, 3, 5, 1)                                          // [N, rt, ct, 4, 8, D]
            .reshape(n * Tiles, Queries, d).MoveToOuterDisposeScope();
    }

    /// <summary>Cuts a map into the overlapping surroundings of the tiles.</summary>
    /// <param name="map">[N, D, H, W].</param>
    /// <returns>[N · tiles, K, D].</returns>
    public Tensor CutKeys(Tensor map)
    {
        using DisposeScope scope = NewDisposeScope();
        (long n, long d) = (map.shape[0], map.shape[1]);
        Tensor padded = nn.functional.pad(
            map, [_radius, _radius + ExtraColumns, _radius, _radius + ExtraRows]);
        Tensor pixels = padded.permute(0, 2, 3, 1).reshape(n, -1, d);           // [N, padded HW, D]
        Tensor index = tensor(KeyPixels(padded.shape[3]), device: map.device);  // [tiles · K]
        return pixels.index_select(1, index).reshape(n * Tiles, Keys, d).MoveToOuterDisposeScope();
    }

    /// <summary>Puts tiles of queries together again.</summary>
    /// <param name="tiles">[N · tiles, Q, D].</param>
    /// <returns>[N, D, H, W].</returns>
    public Tensor Join(Tensor tiles)
    {
        using DisposeScope scope = NewDisposeScope();
        long d = tiles.shape[2];
        Tensor map = tiles.reshape(-1, RowTiles, ColumnTiles, TileRows, TileColumns, d)
            .permute(0, 5, 1, 3, 2, 4)                                          // [N, D, rt, 4, ct, 8]
            .reshape(-1, d, RowTiles * TileRows, ColumnTiles * TileColumns);
        return map.narrow(2, 0, _height).narrow(3, 0, _width).MoveToOuterDisposeScope();
    }

    /// <summary>What is added to the scores so that a query sees only its own window.</summary>
    /// <returns>[Q · K] row by row: 0 for a key in the query's window, negative infinity for another.</returns>
    public float[] WindowMask()
    {
        float[] mask = new float[Queries * Keys];
        for (long query = 0; query < Queries; query++)
        {
            for (long key = 0; key < Keys; key++)
            {
                long down = (key / KeyColumns) - (query / TileColumns);
                long right = (key % KeyColumns) - (query % TileColumns);
                bool reached = down >= 0 && down <= 2 * _radius && right >= 0 && right <= 2 * _radius;
                mask[(query * Keys) + key] = reached ? 0f : float.NegativeInfinity;
            }
        }

        return mask;
    }

    /// <summary>Which keys around a tile are the window of each of its queries.</summary>
    /// <returns>[Q · window²]: indices below K, the window row by row.</returns>
    public long[] WindowKeys()
    {
        long side = (2 * _radius) + 1;
        long[] keys = new long[Queries * side * side];
        for (long i = 0; i < keys.Length; i++)
        {
            long query = i / (side * side);
            long row = (query / TileColumns) + (i / side % side);
            long column = (query % TileColumns) + (i % side);
            keys[i] = (row * KeyColumns) + column;
        }

        return keys;
    }

    /// <summary>The pixel of each key of each tile in a padded map of the given width, row by row.</summary>
    private long[] KeyPixels(long paddedWidth)
    {
        long[] pixels = new long[Tiles * Keys];
        for (long tile = 0; tile < Tiles; tile++)
        {
            long top = tile / ColumnTiles * TileRows;
            long left = tile % ColumnTiles * TileColumns;
            for (long key = 0; key < Keys; key++)
            {
                pixels[(tile * Keys) + key] = ((top + (key / KeyColumns)) * paddedWidth) + left + (key % KeyColumns);
            }
        }

        return pixels;
    }
}
