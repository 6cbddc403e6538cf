using DenseEdge.Cli.Benching;

namespace DenseEdge.Cli.Tests.Benching;

public sealed class PeakSearchTests
{
    /// <summary>The search stops when a kept and a lost rate are within 2 %.</summary>
    private const double Precision = 0.02;

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(97)]
    [InlineData(5000)]
    public void Find_FromAnyGuess_EndsBelowTheRateThatLosesTooMuch(double guessHz)
    {
        // A predictor of 10 ms: at r frames per second it keeps 100 of them, so 5 % are lost at 100 / 0.95.
        int tries = 0;
        double peak = PeakSearch.Find(guessHz, Loss);

        const double truth = 100 / 0.95;
        Assert.InRange(peak, truth * (1 - Precision), truth);
        Assert.InRange(tries, 3, 20);

        double Loss(double rateHz)
        {
            tries++;
            return Math.Max(0, 1 - (100 / rateHz));
        }
    }

    [Fact]
    public void Find_WhereNothingIsKept_IsZero() => Assert.Equal(0, PeakSearch.Find(30, _ => 1));

    [Fact]
    public void Find_WhereNothingIsLost_Ends() => Assert.True(PeakSearch.Find(30, _ => 0) > 1e6);

    [Fact]
    public void Find_AtExactlyTheAllowedLoss_KeepsTheRate()
        => Assert.InRange(PeakSearch.Find(40, rate => rate <= 80 ? PeakSearch.AllowedLoss : 1), 80 * (1 - Precision), 80);
}
