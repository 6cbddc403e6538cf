using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Tests.Latency;

public sealed class LatencyFitTests
{
    private static readonly TaskKind[] Four =
        [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals, TaskKind.Boundaries];

    private static readonly LatencyTerms Terms = new(Four);

    private static readonly double[] Truth = [90_000, 700, 2500, 3100, 2000, 1200, 1300, 1100, 9000, 8000, 8100, 7900];

    [Fact]
    public void Counts_ByHand()
    {
        Genotype genotype = new(Four, new[,]
        {
            { ContextType.TargetLabel, ContextType.None, ContextType.None, ContextType.None },
            { ContextType.SourceLabel, ContextType.Global, ContextType.Local, ContextType.Global },
            { ContextType.None, ContextType.None, ContextType.None, ContextType.None },
            { ContextType.None, ContextType.SourceLabel, ContextType.None, ContextType.TargetLabel },
        });

        // fixed, rows that read, global, local, regions of each task, heads of each task.
        Assert.Equal([1, 3, 2, 1, 2, 1, 0, 1, 1, 1, 0, 1], Terms.Counts(genotype));
    }

    [Fact]
    public void NoiselessNetworks_GiveTheTruth_WhateverThePrior()
    {
        LatencySample[] samples = Samples(60, deviation: 0, seed: 1);

        double[] fitted = LatencyFit.Fit(Terms, samples, [.. Truth.Select(term => term * 1.7)]);

        // The prior has the weight of a measurement that is off by as much as itself; the samples' are 1 µs.
        Assert.All(fitted.Zip(Truth), pair => Assert.Equal(pair.Second, pair.First, pair.Second * 1e-3));
    }

    [Fact]
    public void NoisyNetworks_AreBetterThanThePriorOnOthers()
    {
        double[] prior = [.. Truth.Select((term, i) => term * (i % 2 == 0 ? 1.3 : 0.7))];
        LatencySample[] others = Samples(200, deviation: 0, seed: 3);

        PredictionError before = Error(prior, others);
        PredictionError after = Error(LatencyFit.Fit(Terms, Samples(60, deviation: 2000, seed: 2), prior), others);

        Assert.True(after.MeanAbsolutePercent < 0.1 * before.MeanAbsolutePercent, $"{before} {after}");
        Assert.True(after.KendallTau > 0.9, after.ToString());
    }

    [Fact]
    public void TermThatCostsNothing_IsNotNegative()
    {
        LatencySample[] samples = [.. Samples(40, deviation: 3000, seed: 4)];
        double[] fitted = LatencyFit.Fit(Terms, samples, [.. Truth.Select((term, i) => i == 1 ? 0 : term)], priorSpread: 10);

        Assert.All(fitted, term => Assert.True(term >= 0));
    }

    [Fact]
    public void Costs_SayTheSameAsTheTerms()
    {
        GenotypeCosts costs = Terms.Costs(Truth);
        foreach (LatencySample sample in Samples(20, deviation: 0, seed: 6))
        {
            Assert.Equal((long)sample.Microseconds, costs.Microseconds(sample.Genotype));
        }
    }

    [Fact]
    public void Error_ByHand()
    {
        // Errors of +10, −4, 0 and −20 %; the order of the first two is wrong, all other five pairs are right: (5 − 1) / 6.
        PredictionError error = PredictionError.Of([110, 105.6, 200, 240], [100, 110, 200, 300]);

        Assert.Equal(8.5, error.MeanAbsolutePercent, 9);
        Assert.Equal(0.5, error.Within5Percent, 9);
        Assert.Equal(20, error.Underestimate95Percent, 9);
        Assert.Equal(4.0 / 6, error.KendallTau, 9);
    }

    [Fact]
    public void Design_ShowsEveryTermBothWays()
    {
        IReadOnlyList<Genotype> chosen = CalibrationDesign.Choose(new GenotypeSpace(Four), Terms, 40, seed: 8);
        double[][] counts = [.. chosen.Select(Terms.Counts)];

        for (int term = 1; term < Terms.Names.Count; term++)
        {
            (double least, double most) = (counts.Min(row => row[term]), counts.Max(row => row[term]));
            Assert.True(counts.Count(row => row[term] < most) >= 3, Terms.Names[term]);
            Assert.True(counts.Count(row => row[term] > least) >= 3, Terms.Names[term]);
        }

        Assert.Equal(chosen, CalibrationDesign.Choose(new GenotypeSpace(Four), Terms, 40, seed: 8));
    }

    [Fact]
    public void NoSamples_SaysSo()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => LatencyFit.Fit(Terms, [], Truth));

        Assert.Contains("got 0 samples", error.Message, StringComparison.Ordinal);
    }

    private static PredictionError Error(double[] terms, LatencySample[] samples) => PredictionError.Of(
        [.. samples.Select(sample => Dot(terms, Terms.Counts(sample.Genotype)))], [.. samples.Select(sample => sample.Microseconds)]);

    private static LatencySample[] Samples(int count, double deviation, int seed)
    {
        Random random = new(seed);
        GenotypeSpace space = new(Four);
        return [.. CalibrationDesign.Choose(space, Terms, count, seed).Select(genotype =>
        {
            double noise = deviation * ((random.NextDouble() * 2) - 1);
            return new LatencySample(genotype, Dot(Truth, Terms.Counts(genotype)) + noise, Math.Max(1, deviation * deviation / 3));
        })];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
