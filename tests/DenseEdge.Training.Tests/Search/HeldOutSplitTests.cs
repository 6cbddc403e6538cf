using DenseEdge.Data;
using DenseEdge.Training.Search;

namespace DenseEdge.Training.Tests.Search;

public sealed class HeldOutSplitTests
{
    [Fact]
    public void Of_TwentySamples_HoldsOutTheEndOfEachQuarter()
    {
        ISampleSource source = SearchRooms.Samples(20);

        HeldOutSplit split = HeldOutSplit.Of(source, 0.4);

        Assert.Equal(Ids(source, 3, 4, 8, 9, 13, 14, 18, 19), Ids(split.Validation));
        Assert.Equal(Ids(source).Except(Ids(split.Validation)), Ids(split.Training));
    }

    [Fact]
    public void Of_TwoSamples_HoldsOutOne()
    {
        HeldOutSplit split = HeldOutSplit.Of(SearchRooms.Samples(2));

        Assert.Equal((1, 1), (split.Training.Count, split.Validation.Count));
    }

    [Fact]
    public void Of_OneSample_IsRefused()
        => Assert.Contains(
            "at least 2 samples", Assert.Throws<ArgumentException>(() => HeldOutSplit.Of(SearchRooms.Samples(1))).Message,
            StringComparison.Ordinal);

    private static string[] Ids(ISampleSource source, params int[] indices)
        => [.. (indices.Length > 0 ? indices : Enumerable.Range(0, source.Count)).Select(index => source.Load(index).Id)];
}
