namespace DenseEdge.Contracts.Tests;

public sealed class ReadOnlySpan2DTests
{
    private static readonly int[] Numbers = [10, 11, 12, 20, 21, 22];

    [Fact]
    public void Elements_AreFoundByRowAndColumn()
    {
        ReadOnlySpan2D<int> map = new(Numbers, 2, 3);

        Assert.Equal((10, 12, 20, 21), (map[0, 0], map[0, 2], map[1, 0], map[1, 1]));
        Assert.Equal((2, 3, 6, false), (map.Height, map.Width, map.Length, map.IsEmpty));
    }

    [Fact]
    public void Row_And_Span_HoldTheSameMemory()
    {
        ReadOnlySpan2D<int> map = new(Numbers, 2, 3);
        ReadOnlySpan<int> flat = map;

        Assert.Equal([20, 21, 22], map.Row(1));
        Assert.True(flat == map.Span && map.Row(1) == map.Span[3..]);
        Assert.Equal(Numbers, map.ToArray());
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 3)]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    public void Element_OutsideTheMap_IsNamed(int y, int x)
    {
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => new ReadOnlySpan2D<int>(Numbers, 2, 3)[y, x]).Message;

        Assert.Equal($"Expected a row and a column inside 2x3, got row {y}, column {x}.", message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void Row_OutsideTheMap_IsNamed(int y)
        => Assert.Contains(
            $"got row {y}, column 0",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ReadOnlySpan2D<int>(Numbers, 2, 3).Row(y).Length).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Memory_OfAnotherLength_NamesBoth()
        => Assert.Contains(
            "Expected 8 elements for a map of 2x4, got 6.",
            Assert.Throws<ArgumentException>(() => new ReadOnlySpan2D<int>(Numbers, 2, 4).Length).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Default_IsEmpty()
    {
        ReadOnlySpan2D<float> map = default;

        Assert.Equal((0, 0, true), (map.Height, map.Width, map.IsEmpty));
    }
}
