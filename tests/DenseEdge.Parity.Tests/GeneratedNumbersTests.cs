using DenseEdge.Parity.Networks;

namespace DenseEdge.Parity.Tests;

/// <summary>The recipe's published check values.</summary>
public sealed class GeneratedNumbersTests
{
    [Theory]
    [InlineData("backbone.conv1.weight", 1167162775)]
    [InlineData("backbone.bn1.weight", 594847405)]
    [InlineData("image", 3008443898)]
    public void Seed_OfAName_IsThePublishedOne(string name, uint seed) => Assert.Equal(seed, GeneratedNumbers.Seed(name));

    [Fact]
    public void Entry_OfTheFirstConvolution_BeginsAsPublished()
    {
        float[] values = GeneratedNumbers.Entry("backbone.conv1.weight", [64, 3, 3, 3], 0.85);

        Assert.Equal(64 * 27, values.Length);
        // Published with eight digits, before rounding to float32.
        Assert.All(values.Zip([-0.28198885, 0.01665634, -0.26685317]), pair => Assert.Equal(pair.Second, pair.First, 2e-8));
    }

    [Fact]
    public void Image_Always_BeginsAsPublished()
        => Assert.Equal([1.8824646f, -1.5623391f, 0.6010221f], GeneratedNumbers.Image([1, 3, 2, 2])[..3]);

    [Theory]
    [InlineData("x.bn.bias", -0.1, 0.1)]
    [InlineData("x.bn.running_mean", -0.1, 0.1)]
    [InlineData("x.bn.running_var", 0.5, 1.5)]
    [InlineData("x.bn.weight", 0.5, 1.5)]
    public void Entry_OfANormalisation_StaysInItsRange(string name, double low, double high)
    {
        float[] values = GeneratedNumbers.Entry(name, [500], 0.85);

        Assert.All(values, value => Assert.InRange(value, low, high));
        Assert.True(values.Max() - values.Min() > 0.9 * (high - low));
    }
}
