using DenseEdge.Contracts;

namespace DenseEdge.Imaging.Tests;

public sealed class MeasuredDepthTests
{
    private const int Height = 37;
    private const int Width = 53;

    private static readonly PixelRectangle Region = new(5, 3, 40, 30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ranked_EqualsSorting_ForEveryRank(int seed)
    {
        float[] values = Values(seed);
        ReadOnlySpan2D<float> map = new(values, Height, Width);
        float[] sorted = [.. Measured(values).Order()];

        Assert.Equal(sorted.Length, MeasuredDepth.Count(map, Region));
        for (int rank = 0; rank < sorted.Length; rank++)
        {
            Assert.Equal(sorted[rank], MeasuredDepth.Ranked(map, Region, rank));
        }

        Assert.Equal(sorted[0], MeasuredDepth.Nearest(map, Region));
    }

    [Fact]
    public void RangeOf_IsTheSecondAndTheNinetyEighthPercentile_InAnyOrder()
    {
        float[] meters = [.. Enumerable.Range(1, 100).Select(i => i * 37 % 101 / 10f), 0, float.NaN, -4];

        // 100 distances of 0.1 to 10 m: the third from either end.
        Assert.Equal((0.3f, 9.8f), DepthPicture.RangeOf(meters));
    }

    /// <summary>Distances over many powers of two, tiny ones and equal ones, and a third that are none.</summary>
    private static float[] Values(int seed)
    {
        Random random = new(seed);
        float[] none = [0, -1, float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f];
        return [.. Enumerable.Range(0, Height * Width).Select(_ => random.Next(6) switch
        {
            0 => none[random.Next(none.Length)],
            1 => 1.25f,
            2 => float.Epsilon * random.Next(1, 9),
            _ => MathF.Pow(2, (random.NextSingle() * 250) - 125),
        })];
    }

    private static IEnumerable<float> Measured(float[] values)
        => from y in Enumerable.Range(Region.Top, Region.Height)
           from x in Enumerable.Range(Region.Left, Region.Width)
           let value = values[(y * Width) + x]
           where value > 0 && float.IsFinite(value)
           select value;
}
