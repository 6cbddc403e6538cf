using DenseEdge.Search.Reports;

namespace DenseEdge.Search.Tests.Reports;

public sealed class ImageBootstrapTests
{
    [Fact]
    public void OfRow_OfTwoImages_HasTheDeviationOfTheirMean()
    {
        // Draws of two images give 1, 3 or 2 twice as often: variance (1 + 0 + 0 + 1) / 4.
        BootstrapError error = ImageBootstrap.OfRow([1, 3], seed: 5, draws: 20_000);

        // The standard deviation of 20 000 draws is known to about a hundredth.
        Assert.Equal(Math.Sqrt(0.5), error.StandardDeviation, 0.015);
        Assert.Equal((1, 3), (error.Lower, error.Upper));
    }

    [Fact]
    public void OfRow_OfManyImages_CoversFourDeviations()
    {
        Random random = new(3);
        double[] worth = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];

        BootstrapError error = ImageBootstrap.OfRow(worth, seed: 1, draws: 4000);

        // The mean of 400 uniform numbers: sqrt(1/12/400) = 0.0144; its 95 % interval is 3.92 of these wide.
        Assert.Equal(0.0144, error.StandardDeviation, 0.001);
        Assert.Equal(3.92, (error.Upper - error.Lower) / error.StandardDeviation, 0.25);
        Assert.InRange(worth.Average(), error.Lower, error.Upper);
    }

    [Fact]
    public void OfGenotype_OfRowsThatCancelOnEveryImage_HasNoError()
    {
        // Only if all rows see the same images.
        BootstrapError error = ImageBootstrap.OfGenotype([[1, 5, 2, 9], [-1, -5, -2, -9]], seed: 2);

        Assert.Equal(0, error.StandardDeviation, 12);
    }

    [Fact]
    public void OfRow_WithImagesWithoutTruth_LeavesThemOut()
    {
        BootstrapError error = ImageBootstrap.OfRow([4, double.NaN, 4, double.NaN], seed: 2);

        Assert.Equal(new BootstrapError(0, 4, 4), error);
    }

    [Fact]
    public void Of_AnyStatistic_GetsAsManyImagesAsThereAre_AndTheSameOnesForASeed()
    {
        List<string> first = [], second = [];

        _ = ImageBootstrap.Of(3, Watch(first), seed: 7, draws: 100);
        _ = ImageBootstrap.Of(3, Watch(second), seed: 7, draws: 100);

        Assert.Equal(first, second);
        Assert.Equal(100, first.Count);
        Assert.All(first, drawn => Assert.Matches("^[012] [012] [012]$", drawn));

        static Func<IReadOnlyList<int>, double> Watch(List<string> seen) => drawn =>
        {
            seen.Add(string.Join(' ', drawn));
            return drawn[0];
        };
    }

    [Fact]
    public void OfGenotype_OfDifferentNumbersOfImages_NamesThem()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => ImageBootstrap.OfGenotype([[1, 2], [1, 2, 3]], seed: 0));

        Assert.Contains("got [2, 3]", fault.Message, StringComparison.Ordinal);
    }
}
