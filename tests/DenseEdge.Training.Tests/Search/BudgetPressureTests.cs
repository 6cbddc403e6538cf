using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Training.Search;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Search;

public sealed class BudgetPressureTests
{
    [Fact]
    public void Loss_OfPreferences_HasTheGradientOfThePenalty()
    {
        using DisposeScope scope = NewDisposeScope();
        using SupernetHead head = Head();
        BudgetPressure pressure = new(LatencyPressure.Of(SearchRooms.Costs(4), 5), head) { Multiplier = 0.75 };
        var alpha = head.Pairs[(TaskKind.Depth, TaskKind.Boundaries)].Preference;

        Tensor gradient = autograd.grad([pressure.Loss()], [alpha])[0];

        for (int code = 0; code < 5; code++)
        {
            const double Step = 1e-3;
            double above = Penalty(head, alpha, code, Step), below = Penalty(head, alpha, code, -Step);
            Assert.Equal((above - below) / (2 * Step), gradient[code].item<float>(), 2e-3);
        }
    }

    [Theory]
    [InlineData(1.0, 0.3, 10.6)]                    // 10 + 20 · 0.3 · 0.1: the average has seen a tenth of g = 1
    [InlineData(-1.0, 0.3, 9.4)]
    [InlineData(1.0, 1000, 12)]                     // λmax
    [InlineData(-1.0, 1000, 0)]
    public void Ascend_FollowsTheMeanExcessWithinItsBounds(double excess, double share, double expected)
    {
        using SupernetHead head = Head();
        LatencyPressure options = LatencyPressure.Of(SearchRooms.Costs(4), 5) with { DualTravel = 20, LargestMultiplier = 12 };
        BudgetPressure pressure = new(options, head) { Multiplier = 10, MeanExcess = 0.1 * excess };

        pressure.Ascend(share);

        Assert.Equal(expected, pressure.Multiplier, 1e-9);
    }

    [Fact]
    public void Of_AndCosts_KeepEveryCost()
    {
        GenotypeCosts costs = SearchRooms.Costs(4);
        GenotypeCosts back = LatencyPressure.Of(costs, 5).Costs();

        Genotype local = Genotype.Uniform(SearchRooms.Kinds, ContextType.Local);
        foreach (Genotype genotype in new[] { PublishedGenotypes.NyudHrNet18, local })
        {
            Assert.Equal(costs.Microseconds(genotype), back.Microseconds(genotype));
        }
    }

    /// <summary>λg + ρ/2 · max(0, g)², from the expected latency alone, with one α moved.</summary>
    private static double Penalty(SupernetHead head, Tensor alpha, int code, double by)
    {
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        alpha[code] = alpha[code] + by;
        double[,,] p = new double[4, 4, 5];
        foreach (((TaskKind target, TaskKind source), ContextMixture pair) in head.Pairs)
        {
            double[] values = Numbers.Values(pair.Preference.to_type(ScalarType.Float64).softmax(0));
            for (int i = 0; i < values.Length; i++)
            {
                p[Array.IndexOf(SearchRooms.Kinds, target), Array.IndexOf(SearchRooms.Kinds, source), i] = values[i];
            }
        }

        alpha[code] = alpha[code] - by;
        double g = (ExpectedLatency.Compute(SearchRooms.Costs(4), p, new double[4, 4, 5]) / 5000) - 1;
        Assert.True(g > 0.1, "The augmented term must count.");
        return (0.75 * g) + (5 * g * g);
    }

    private static SupernetHead Head()
    {
        SupernetHead head = new(Networks.NyudTasks(5), 16, 8, 4);
        using IDisposable withoutGradients = no_grad();
        int seed = 0;
        foreach (ContextMixture pair in head.Pairs.Values)
        {
            pair.Preference.copy_(Numbers.Uniform(++seed, pair.Preference.shape[0]));
        }

        return head;
    }
}
