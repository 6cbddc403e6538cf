using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Verification;

namespace DenseEdge.Search.Tests.Verification;

public sealed class BudgetSearchTests
{
    private const int Devices = 25;

    private static readonly double[] Shares = [0.01, 0.2, 0.4, 0.6, 0.8];

    /// <summary>The promise: whatever the model errs, the answer is measured to be within the budget, in at most ten
    /// builds.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.03)]
    [InlineData(0.10)]
    public void Answer_OnSimulatedDevices_MeetsEveryBudgetThatTheFastestNetworkMeets(double deviation)
    {
        List<VerifiedBudget> answers = [];
        for (int seed = 0; seed < Devices; seed++)
        {
            SimulatedDevice device = new(seed, deviation);
            BudgetSearch search = device.Search();
            foreach (long budget in Budgets(device))
            {
                int before = device.Measurements;
                VerifiedBudget answer = search.Answer(budget);
                answers.Add(answer);
                Assert.Equal(answer.Builds, device.Measurements - before);
                Assert.True(device.Measure(answer.Network.Genotype).BoundMicroseconds <= budget);
            }
        }

        Assert.All(answers, answer => Assert.True(answer.IsMet));
        Assert.All(answers, answer => Assert.InRange(answer.Builds, 0, 10));

        // Seen: 2.0, 2.5 and 4.6 % at the three deviations.
        Assert.InRange(answers.Average(answer => answer.Slack), 0, 0.05);
    }

    /// <summary>The utility that is given up against an oracle that knows every latency of a part of the space: a share of one
    /// row's
    /// utility, from 0 to 1, at most.</summary>
    [Fact]
    public void Answer_OnSimulatedDevices_LosesLittleUtility()
    {
        List<double> losses = [];
        for (int seed = 1; seed < 3; seed++)
        {
            SimulatedDevice device = new(seed, 0.03);
            BudgetSearch search = device.Search();
            foreach (long budget in Budgets(device))
            {
                losses.Add(device.BestUtility(budget)!.Value - search.Answer(budget).Network.Utility);
            }
        }

        Assert.InRange(losses.Average(), -1, 0.05);
    }

    [Fact]
    public void Answer_OnABudgetBelowTheFastest_AnswersWithTheFastestAfterOneBuild()
    {
        SimulatedDevice device = new(5, 0);

        VerifiedBudget answer = device.Search().Answer(1000);

        Assert.False(answer.IsMet);
        Assert.Equal(1, answer.Builds);
        Assert.Equal(Genotype.Uniform(device.Space.Tasks, ContextType.None), answer.Network.Genotype);
        Assert.True(answer.Slack < 0);
    }

    /// <summary>A device that is far slower than its profile: builds end, and the last one is the fastest network.</summary>
    [Fact]
    public void Answer_OnADeviceThatDeceivesEveryPrediction_Ends()
    {
        SimulatedDevice device = new(6, 0);
        int builds = 0;
        BudgetSearch search = new(
            device.Space, device.Table, device.Terms, device.Prior, device.Samples, Deceive);
        long budget = (long)(device.Measure(Genotype.Uniform(device.Space.Tasks, ContextType.None)).BoundMicroseconds * 1.01);

        VerifiedBudget answer = search.Answer(budget);

        Assert.InRange(builds, 1, 10);
        Assert.True(answer.IsMet);
        Assert.Equal(Genotype.Uniform(device.Space.Tasks, ContextType.None), answer.Network.Genotype);

        MeasuredLatency Deceive(Genotype genotype)
        {
            builds++;
            MeasuredLatency honest = device.Measure(genotype);
            bool isFastest = genotype.Equals(Genotype.Uniform(device.Space.Tasks, ContextType.None));
            return isFastest ? honest : new MeasuredLatency(3 * honest.MedianMicroseconds, 3 * honest.BoundMicroseconds);
        }
    }

    [Fact]
    public void Answer_OnTheSameBudgetAgain_BuildsOnlyWhatItStillProbes()
    {
        SimulatedDevice device = new(7, 0.03);
        BudgetSearch search = device.Search(new VerificationOptions { Probes = 0 });
        long budget = Budgets(device)[1];
        VerifiedBudget first = search.Answer(budget);

        VerifiedBudget again = search.Answer(budget);

        Assert.Equal(first.Network, again.Network);
        Assert.Equal(0, again.Builds);
    }

    [Fact]
    public void Answer_WithAReserve_LeavesItUnusedWhereANetworkCan()
    {
        for (int seed = 0; seed < Devices; seed++)
        {
            SimulatedDevice device = new(seed, 0.03);
            BudgetSearch search = device.Search(new VerificationOptions { ReserveShare = 0.02 });
            foreach (long budget in Budgets(device).Skip(1))
            {
                VerifiedBudget answer = search.Answer(budget);

                Assert.True(answer.IsMet);
                Assert.InRange(answer.LimitMicroseconds, (0.98 * budget) - 1, 0.98 * budget);
                Assert.True(answer.Network.Latency.BoundMicroseconds <= answer.LimitMicroseconds);
                Assert.InRange(answer.Builds, 0, 10);
            }
        }
    }

    [Fact]
    public void Answer_WithAReserveThatOnlyTheFastestWouldEatInto_TakesTheFastest()
    {
        SimulatedDevice device = new(5, 0);
        double fastest = device.Measure(Genotype.Uniform(device.Space.Tasks, ContextType.None)).BoundMicroseconds;
        long budget = (long)Math.Ceiling(fastest * 1.001);

        VerifiedBudget answer = device.Search(new VerificationOptions { ReserveShare = 0.02 }).Answer(budget);

        Assert.True(answer.IsMet);
        Assert.Equal(budget, answer.LimitMicroseconds);
        Assert.Equal(Genotype.Uniform(device.Space.Tasks, ContextType.None), answer.Network.Genotype);
    }

    [Fact]
    public void Refuse_OfTheAnswer_GivesAnotherOne()
    {
        SimulatedDevice device = new(8, 0.03);
        BudgetSearch search = device.Search();
        long budget = Budgets(device)[1];
        VerifiedNetwork first = search.Answer(budget).Network;

        search.Refuse(first.Genotype, new MeasuredLatency(budget, budget + 1));
        VerifiedBudget second = search.Answer(budget);

        Assert.True(second.IsMet);
        Assert.NotEqual(first.Genotype, second.Network.Genotype);
        Assert.True(second.Network.Utility <= first.Utility);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Answer_OnABudgetThatIsNotAbove0_Refuses(long budget)
        => Assert.Throws<ArgumentOutOfRangeException>(() => new SimulatedDevice(1, 0).Search().Answer(budget));

    /// <summary>Five budgets between the fastest and the best network, the lowest just above the fastest.</summary>
    private static long[] Budgets(SimulatedDevice device)
    {
        Front front = ExactFront.Compute(device.Space, device.Search().Costs, device.Table);
        (double fastest, double best) = (
            device.Measure(front.Fastest.Genotype).BoundMicroseconds, front.Points[^1].LatencyMicroseconds);
        return [.. Shares.Select(share => (long)(fastest + (share * (best - fastest))))];
    }
}
