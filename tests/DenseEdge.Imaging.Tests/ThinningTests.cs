namespace DenseEdge.Imaging.Tests;

public sealed class ThinningTests
{
    [Fact]
    public void Apply_OfAThickBar_LeavesALine()
    {
        bool[] thinned = Of(".......", ".#####.", ".#####.", ".#####.", ".......");

        // What scikit-image's thin gives for the same bar.
        Assert.Equal(".......\n.......\n..###..\n.......\n.......", Show(thinned, 7));
    }

    [Fact]
    public void Apply_OfALine_KeepsIt()
    {
        string[] lines = ["#....", ".#...", "..###", ".#...", "#...."];

        Assert.Equal(string.Join('\n', lines), Show(Of(lines), 5));
    }

    [Fact]
    public void Apply_OfARing_KeepsItClosed()
    {
        Assert.Equal(".....\n..#..\n.#.#.\n..#..\n.....", Show(Of(".....", ".###.", ".#.#.", ".###.", "....."), 5));
    }

    [Fact]
    public void Apply_OfAFullImage_LeavesSomething()
    {
        Assert.Contains(true, Thinning.Apply([.. Enumerable.Repeat(true, 12)], 3, 4));
    }

    private static bool[] Of(params string[] lines) =>
        Thinning.Apply([.. lines.SelectMany(line => line.Select(c => c == '#'))], lines.Length, lines[0].Length);

    private static string Show(bool[] map, int width) => string.Join(
        '\n', map.Chunk(width).Select(row => string.Concat(row.Select(set => set ? '#' : '.'))));
}
