using DenseEdge.Contracts;
using DenseEdge.Search.Latency;

namespace DenseEdge.Search.Tests.Latency;

public sealed class BlockPriorTests
{
    private static readonly TaskKind[] Three = [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.Boundaries];
    private static readonly double[] Truth = [20_000, 70, 400, 900, 500, 310, 290, 2000, 1900, 1800];

    [Fact]
    public void Microseconds_OfAdditiveNetworks_AreTheTerms()
    {
        BlockPrior prior = new(Three);
        GenotypeCosts costs = new LatencyTerms(Three).Costs(Truth);

        Assert.Equal(Truth, prior.Microseconds([.. prior.Networks.Select(network => (double)costs.Microseconds(network))]));
        Assert.Equal(1 + 2 + 2 + (2 * 3), prior.Networks.Distinct().Count());
    }

    [Fact]
    public void Microseconds_OfNoise_AreNotNegative()
    {
        BlockPrior prior = new(Three);

        Assert.All(prior.Microseconds([.. prior.Networks.Select((_, i) => 1000.0 - (10 * i))]), value => Assert.True(value >= 0));
    }

    /// <summary>The dearest other context is semseg's label with a third of its head: 500 + 2000/3 = 1166.7.</summary>
    [Theory]
    [InlineData(2300, false)]
    [InlineData(2400, true)]
    public void Mask_LeavesLocalOutFromTwiceTheDearestOther(double local, bool isMasked)
    {
        double[] microseconds = [.. Truth];
        microseconds[3] = local;

        Assert.Equal(local / (500 + (2000 / 3.0)), ContextMask.Ratio(Three, microseconds), 1e-9);
        Assert.Equal(isMasked ? [ContextType.Local] : [], ContextMask.Of(Three, microseconds));
    }
}
