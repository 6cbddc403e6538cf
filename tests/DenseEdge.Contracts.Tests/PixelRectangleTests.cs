namespace DenseEdge.Contracts.Tests;

public sealed class PixelRectangleTests
{
    [Fact]
    public void Middle_HasTheShareOfEachSide()
        => Assert.Equal(new PixelRectangle(120, 75, 80, 50), PixelRectangle.Middle(200, 320, 0.25));

    [Fact]
    public void Middle_OfATinyShare_KeepsAPixel()
        => Assert.Equal(new PixelRectangle(3, 2, 1, 1), PixelRectangle.Middle(5, 8, 0.01));

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Middle_OfAShareOutOfRange_IsRefused(double share)
        => Assert.Throws<ArgumentOutOfRangeException>(() => PixelRectangle.Middle(5, 8, share));

    [Theory]
    [InlineData(-3, 2, 5, 4, 0, 2, 2, 4)]
    [InlineData(18, 6, 5, 9, 18, 6, 2, 4)]
    [InlineData(30, 2, 5, 4, 20, 2, 0, 4)]
    [InlineData(2, 3, int.MaxValue, 1, 2, 3, 18, 1)]
    public void Clip_KeepsWhatLiesInside(
        int left, int top, int width, int height, int clippedLeft, int clippedTop, int clippedWidth, int clippedHeight)
        => Assert.Equal(
            new PixelRectangle(clippedLeft, clippedTop, clippedWidth, clippedHeight),
            new PixelRectangle(left, top, width, height).Clip(10, 20));
}
