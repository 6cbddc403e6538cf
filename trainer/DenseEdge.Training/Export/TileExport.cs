using DenseEdge.Onnx;

namespace DenseEdge.Training.Export;

/// <summary>
/// Writes a map cut into tiles for attention in a window: each tile of queries meets all keys that its queries reach in
/// one small matrix product. On processors this is several times faster than a product per offset, with a fraction of
/// the memory.
/// </summary>
internal sealed class TileExport
{
    /// <summary>Rows of queries in a tile; with <see cref="Columns"/> the fastest of the sizes measured.</summary>
    private const int Rows = 4;

    /// <summary>Columns of queries in a tile.</summary>
    private const int Columns = 8;

    /// <summary>Added to the scores of keys outside a query's window. Far enough below any score that its exponential
    /// is 0, and still a number in half precision.</summary>
    private const float OutOfReach = -10_000;

    private readonly OnnxGraphBuilder _graph;
    private readonly int _height;
    private readonly int _width;
    private readonly int _window;
    private readonly int _tilesDown;
    private readonly int _tilesAcross;

    /// <summary>Plans the tiles.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="height">Height of the map in pixels.</param>
    /// <param name="width">Width of the map in pixels.</param>
    /// <param name="window">Side of the window in pixels, odd.</param>
    public TileExport(OnnxGraphBuilder graph, int height, int width, int window)
    {
        _graph = graph;
        (_height, _width, _window) = (height, width, window);
        (_tilesDown, _tilesAcross) = ((height + Rows - 1) / Rows, (width + Columns - 1) / Columns);
    }

    private int Tiles => _tilesDown * _tilesAcross;

    private int KeyRows => Rows + _window - 1;

    private int KeyColumns => Columns + _window - 1;

    private int Keys => KeyRows * KeyColumns;

    private int ExtraRows => (_tilesDown * Rows) - _height;

    private int ExtraColumns => (_tilesAcross * Columns) - _width;

    /// <summary>Cuts a map into tiles that don't overlap.</summary>
    /// <param name="map">[1, D, h, w].</param>
    /// <returns>[tiles, queries, D].</returns>
    public GraphValue CutQueries(GraphValue map)
    {
        int channels = map[1];
        Padding2d padding = new(0, 0, ExtraRows, ExtraColumns);
        GraphValue padded = padding == default ? map : _graph.Pad(map, padding);
        GraphValue cut = _graph.Reshape(padded, channels, _tilesDown, Rows, _tilesAcross, Columns);
        return _graph.Reshape(_graph.Transpose(cut, 1, 3, 2, 4, 0), Tiles, Rows * Columns, channels);
    }

    /// <summary>Cuts a map into the overlapping surroundings of the tiles.</summary>
    /// <param name="map">[1, D, h, w].</param>
    /// <returns>[tiles, keys, D]; pixels outside the image are zeros: they score 0 and their value is 0.</returns>
    public GraphValue CutKeys(GraphValue map)
    {
        int radius = _window / 2;
        GraphValue padded = _graph.Pad(map, new Padding2d(radius, radius, radius + ExtraRows, radius + ExtraColumns));
        GraphValue pixels = _graph.Reshape(_graph.Transpose(padded, 0, 2, 3, 1), padded[2] * padded[3], padded[1]);
        return _graph.Gather(pixels, _graph.Initializer(KeyPixels(padded[3]), [Tiles, Keys]));
    }

    /// <summary>Makes what is added to the scores so that a query sees only its own window.</summary>
    /// <returns>[1, queries, keys]: 0 for a key in the query's window, a large negative number for another.</returns>
    public GraphValue Mask()
    {
        float[] mask = new float[Rows * Columns * Keys];
        for (int i = 0; i < mask.Length; i++)
        {
            (int query, int key) = (i / Keys, i % Keys);
            int down = (key / KeyColumns) - (query / Columns), right = (key % KeyColumns) - (query % Columns);
            bool reached = down >= 0 && down < _window && right >= 0 && right < _window;
            mask[i] = reached ? 0 : OutOfReach;
        }

        return _graph.Initializer(mask, [1, Rows * Columns, Keys]);
    }

    /// <summary>Puts tiles of queries together again.</summary>
    /// <param name="tiles">[tiles, queries, D].</param>
    /// <returns>[1, D, h, w].</returns>
    public GraphValue Join(GraphValue tiles)
    {
        int channels = tiles[2];
        GraphValue cut = _graph.Reshape(tiles, _tilesDown, _tilesAcross, Rows, Columns, channels);
        GraphValue map = _graph.Reshape(
            _graph.Transpose(cut, 4, 0, 2, 1, 3), 1, channels, _tilesDown * Rows, _tilesAcross * Columns);
        map = ExtraRows > 0 ? _graph.Slice(map, 2, 0, _height) : map;
        return ExtraColumns > 0 ? _graph.Slice(map, 3, 0, _width) : map;
    }

    /// <summary>The pixel of each key of each tile in a padded map of the given width.</summary>
    private long[] KeyPixels(int paddedWidth)
    {
        long[] pixels = new long[Tiles * Keys];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int tile, int key) = (i / Keys, i % Keys);
            int row = (tile / _tilesAcross * Rows) + (key / KeyColumns);
            int column = (tile % _tilesAcross * Columns) + (key % KeyColumns);
            pixels[i] = (row * paddedWidth) + column;
        }

        return pixels;
    }
}
