using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Tests.Latency;

public sealed class ExpectedLatencyTests
{
    private static readonly TaskKind[] Two = [TaskKind.SemanticSegmentation, TaskKind.Depth];

    [Fact]
    public void TwoTasks_MeanOverEveryGenotype()
    {
        GenotypeCosts costs = Costs();
        double[,,] probabilities = Probabilities(3);
        GenotypeSpace space = new(Two);
        double mean = 0;
        double total = 0;
        foreach (int first in Enumerable.Range(0, space.RowCount(0)))
        {
            foreach (int second in Enumerable.Range(0, space.RowCount(1)))
            {
                Genotype genotype = space.Genotype([first, second]);
                double probability = 1;
                for (int target = 0; target < 2; target++)
                {
                    for (int source = 0; source < 2; source++)
                    {
                        probability *= probabilities[target, source, (int)genotype[Two[target], Two[source]]];
                    }
                }

                total += probability;
                mean += probability * costs.Microseconds(genotype);
            }
        }

        Assert.Equal(1, total, 12);
        Assert.Equal(mean, ExpectedLatency.Compute(costs, probabilities, new double[2, 2, 5]), 8);
    }

    [Fact]
    public void Gradient_IsThatOfDifferences()
    {
        GenotypeCosts costs = Costs();
        double[,,] probabilities = Probabilities(4);
        double[,,] gradient = new double[2, 2, 5];
        ExpectedLatency.Compute(costs, probabilities, gradient);
        const double Step = 1e-4;
        for (int i = 0; i < 20; i++)
        {
            (int target, int source, int context) = (i / 10, i / 5 % 2, i % 5);
            double[,,] more = (double[,,])probabilities.Clone();
            double[,,] less = (double[,,])probabilities.Clone();
            more[target, source, context] += Step;
            less[target, source, context] -= Step;
            double slope = (Mean(more) - Mean(less)) / (2 * Step);

            // The mean is linear in every single probability: only rounding differs.
            Assert.Equal(slope, gradient[target, source, context], 5);
        }

        double Mean(double[,,] at) => ExpectedLatency.Compute(costs, at, new double[2, 2, 5]);
    }

    [Fact]
    public void CertainGenotype_CostsWhatItCosts()
    {
        GenotypeCosts costs = Costs();
        Genotype genotype = new(Two, new[,]
        {
            { ContextType.None, ContextType.SourceLabel },
            { ContextType.Global, ContextType.None },
        });
        double[,,] probabilities = new double[2, 2, 5];
        for (int target = 0; target < 2; target++)
        {
            for (int source = 0; source < 2; source++)
            {
                probabilities[target, source, (int)genotype[Two[target], Two[source]]] = 1;
            }
        }

        // 1000 + S-label of the pair (0 ← 1), 114 + global of (1 ← 0), 121 + both rows, 10 + 20 + depth's head, 700.
        Assert.Equal(1965, costs.Microseconds(genotype));
        Assert.Equal(1965, ExpectedLatency.Compute(costs, probabilities, new double[2, 2, 5]), 9);
    }

    private static GenotypeCosts Costs()
    {
        long[,,] pairs = new long[2, 2, 5];
        for (int i = 0; i < 20; i++)
        {
            pairs[i / 10, i / 5 % 2, i % 5] = i % 5 == 0 ? 0 : 100 + (i / 5 * 10) + (i % 5);
        }

        return new GenotypeCosts(1000, pairs, [10, 20], [500, 700]);
    }

    private static double[,,] Probabilities(int seed)
    {
        Random random = new(seed);
        double[,,] probabilities = new double[2, 2, 5];
        for (int pair = 0; pair < 4; pair++)
        {
            (int target, int source) = (pair / 2, pair % 2);
            double[] draws = [.. Enumerable.Range(0, 5).Select(context =>
                target == source && context == (int)ContextType.SourceLabel ? 0 : 0.1 + random.NextDouble())];
            for (int context = 0; context < 5; context++)
            {
                probabilities[target, source, context] = draws[context] / draws.Sum();
            }
        }

        return probabilities;
    }
}
