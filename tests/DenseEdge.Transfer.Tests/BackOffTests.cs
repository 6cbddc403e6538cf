namespace DenseEdge.Transfer.Tests;

public sealed class BackOffTests
{
    private static readonly TransferOptions Options = new()
    {
        BackOffBase = TimeSpan.FromSeconds(1),
        BackOffLimit = TimeSpan.FromSeconds(10),
        JitterSeed = 11,
    };

    [Fact]
    public void Draw_OfEachFailure_StaysBelowADoublingCeiling()
    {
        BackOff backOff = new(Options);
        double[] ceilings = [1, 2, 4, 8, 10, 10];

        for (int failures = 1; failures <= ceilings.Length; failures++)
        {
            double[] waits = [.. Enumerable.Range(0, 1000).Select(_ => backOff.Draw(failures, null).TotalSeconds)];

            Assert.InRange(waits.Max(), ceilings[failures - 1] * 0.98, ceilings[failures - 1]);
            // Full jitter: the mean of an even draw is half the ceiling; 1000 draws have a standard error below 1 % of it.
            Assert.InRange(waits.Average(), ceilings[failures - 1] * 0.46, ceilings[failures - 1] * 0.54);
        }
    }

    [Fact]
    public void Draw_WithTheSameSeed_Repeats()
        => Assert.Equal(new BackOff(Options).Draw(3, null), new BackOff(Options).Draw(3, null));

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3600, 10)]
    public void Draw_WithWhatTheServerAsks_WaitsThatLongUpToTheLimit(int askedS, int expectedS)
        => Assert.Equal(expectedS, new BackOff(Options).Draw(1, TimeSpan.FromSeconds(askedS)).TotalSeconds);
}
