using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Attention;

/// <summary>
/// How a map is cut for local attention: tiles of queries, and around each the keys within reach. Rows and columns past the
/// map's end, up to whole tiles, and the border around it are zeros.
/// </summary>
/// <remarks>
/// The border is as wide as whole tiles need, so that the surroundings of a tile are whole tiles of the padded map (6 for a
/// window of 9): cutting is a copy of shifted views, and its gradient a sum of them, where an index would scatter pixel by pixel.
/// </remarks>
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

    /// <summary>Keys around a tile (K), tile by tile of the surroundings.</summary>
    public long Keys => DownTiles * AcrossTiles * Queries;

    private long Tiles => RowTiles * ColumnTiles;

    /// <summary>Width of the border: the radius, rounded up to half a tile's columns, which is a tile's rows.</summary>
    private long Border => (_radius + TileRows - 1) / TileRows * TileRows;

    /// <summary>Tiles of the surroundings from top to bottom: 3 for a window of 9.</summary>
    private long DownTiles => 1 + (2 * Border / TileRows);

    /// <summary>Tiles of the surroundings from left to right: 2 for a window of 9.</summary>
    private long AcrossTiles => 1 + (2 * Border / TileColumns);

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
        Tensor padded = nn.functional.pad(map, [Border, Border + ExtraColumns, Border, Border + ExtraRows]);
        Tensor blocks = padded.permute(0, 2, 3, 1).contiguous().reshape(
            n, RowTiles + DownTiles - 1, TileRows, ColumnTiles + AcrossTiles - 1, TileColumns, d);
        List<Tensor> surroundings = [];
        for (long down = 0; down < DownTiles; down++)
        {
            Tensor rows = blocks.narrow(1, down, RowTiles);
            for (long across = 0; across < AcrossTiles; across++)
            {
                surroundings.Add(rows.narrow(3, across, ColumnTiles).permute(0, 1, 3, 2, 4, 5));    // [N, rt, ct, 4, 8, D]
            }
        }

        return stack(surroundings, 3).reshape(n * Tiles, Keys, d).MoveToOuterDisposeScope();
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
        Array.Fill(mask, float.NegativeInfinity);
        long[] window = WindowKeys();
        for (long i = 0; i < window.Length; i++)
        {
            mask[(i / WindowSize * Keys) + window[i]] = 0;
        }

        return mask;
    }

    /// <summary>Which keys around a tile are the window of each of its queries.</summary>
    /// <returns>[Q · window²]: indices below K, the window row by row.</returns>
    public long[] WindowKeys()
    {
        long side = (2 * _radius) + 1;
        long[] keys = new long[Queries * WindowSize];
        for (long i = 0; i < keys.Length; i++)
        {
            long query = i / WindowSize;
            long row = (query / TileColumns) + (i / side % side) + Border - _radius;
            long column = (query % TileColumns) + (i % side) + Border - _radius;
            long tile = (row / TileRows * AcrossTiles) + (column / TileColumns);
            keys[i] = (tile * Queries) + (row % TileRows * TileColumns) + (column % TileColumns);
        }

        return keys;
    }

    private long WindowSize => ((2 * _radius) + 1) * ((2 * _radius) + 1);
}
