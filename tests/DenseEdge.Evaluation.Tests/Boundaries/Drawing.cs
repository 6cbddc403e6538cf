namespace DenseEdge.Evaluation.Tests.Boundaries;

/// <summary>Maps drawn as text: one string per row, # on a boundary.</summary>
internal static class Drawing
{
    public static (bool[] Pixels, int Height, int Width) Parse(params string[] rows)
    {
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        return ([.. string.Concat(rows).Select(symbol => symbol == '#')], rows.Length, rows[0].Length);
    }

    public static string[] Draw(ReadOnlySpan<bool> pixels, int width)
    {
        string[] rows = new string[pixels.Length / width];
        for (int y = 0; y < rows.Length; y++)
        {
            char[] row = new char[width];
            for (int x = 0; x < width; x++)
            {
                row[x] = pixels[(y * width) + x] ? '#' : '.';
            }

            rows[y] = new string(row);
        }

        return rows;
    }
}
