using DenseEdge.Fleet.Rollouts;

namespace DenseEdge.Fleet.Tests.Rollouts;

public sealed class OfferPaceTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(99, 10)]
    [InlineData(100, 15)]
    [InlineData(250, 22.5)]
    [InlineData(1000, 100)]
    public void PerMinute_GrowsWithSuccessUpToTheBound(long succeeded, double expected) =>
        Assert.Equal(expected, OfferPace.PerMinute(new RolloutRate(10, 1.5, 100, 100), succeeded), 9);

    [Fact]
    public void Due_TickedEverySecond_OffersTheRateInEveryMinute()
    {
        var rate = new RolloutRate(90);
        double? next = null;
        var offers = new List<int>();
        for (int second = 0; second < 300; second++)
        {
            (int due, next) = OfferPace.Due(rate, 0, next, 1_000_000 + (second * 1000L), 10_000);
            offers.Add(due);
        }

        // 90 per minute: 1.5 per second, so never more than 2 at once and at most 90 in any minute (one more at its edges).
        Assert.All(offers, due => Assert.InRange(due, 1, 2));
        for (int begin = 0; begin + 60 <= offers.Count; begin++)
        {
            Assert.InRange(offers.Skip(begin).Take(60).Sum(), 89, 91);
        }
    }

    [Fact]
    public void Due_FewWait_OffersThoseAndNoMore()
    {
        Assert.Equal(3, OfferPace.Due(null, 0, null, 5000, 3).Offers);
        Assert.Equal(OfferPace.MostPerStep, OfferPace.Due(null, 0, null, 5000, 1_000_000).Offers);
        Assert.Equal((1, 6000 + 5000), OfferPace.Due(new RolloutRate(10), 0, 5000, 5000, 1));
        Assert.Equal((0, 7000), OfferPace.Due(new RolloutRate(10), 0, 7000, 6999, 5));
    }
}
