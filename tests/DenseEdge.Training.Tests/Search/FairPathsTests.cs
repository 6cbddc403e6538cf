using DenseEdge.Training.Search;

namespace DenseEdge.Training.Tests.Search;

public sealed class FairPathsTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(3)]
    public void Draw_OverAsManyStepsAsContexts_UsesEachOnce(int contexts)
    {
        int[] codes = [.. Enumerable.Range(0, contexts)];
        FairPaths paths = new(seed: 7);

        for (int round = 0; round < 20; round++)
        {
            int[] drawn = [.. Enumerable.Range(round * codes.Length, codes.Length).Select(step => paths.Draw(codes, 3, step))];
            Assert.Equal(codes, drawn.Order());
        }
    }

    [Fact]
    public void Draw_OfTwoPairs_MeetsEveryCombination()
    {
        FairPaths paths = new(seed: 7);
        int[] codes = [0, 1, 2, 3, 4];

        int combinations = Enumerable.Range(0, 400)
            .Select(step => (paths.Draw(codes, 0, step), paths.Draw(codes, 1, step))).Distinct().Count();

        Assert.Equal(25, combinations);
    }

    [Fact]
    public void Draw_OfAStep_DependsOnSeedAndStepAlone()
    {
        int[] codes = [0, 1, 2, 3, 4];
        int[] Paths(int seed) => [.. Enumerable.Range(0, 40).Select(step => new FairPaths(seed).Draw(codes, 2, step))];

        Assert.Equal(Paths(1), Paths(1));
        Assert.NotEqual(Paths(1), Paths(2));
    }
}
