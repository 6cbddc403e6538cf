using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Tests.Devices;

public sealed class ProfileFitTests
{
    private static readonly double[] Truth = [20_000, 70, 400, 900, 500, 310, 2000, 1900];

    [Theory]
    [InlineData(9, 4)]
    [InlineData(60, 30)]
    [InlineData(75, 30)]
    [InlineData(120, 40)]
    public void HeldOutCount_IsAThirdButThirtyIfThereAreSo(int networks, int heldOut)
        => Assert.Equal(heldOut, ProfileFit.HeldOutCount(networks));

    [Fact]
    public void SplitFitAndError_OfAdditiveLatencies()
    {
        GenotypeSpace space = new(Profiles.Tasks);
        LatencyTerms terms = new(Profiles.Tasks);
        GenotypeCosts truth = terms.Costs(Truth);
        (Genotype, LatencyMeasurement)[] networks = [.. CalibrationDesign.Choose(space, terms, 90, seed: 3).Distinct()
            .Select(genotype => (genotype, Profiles.Measurement("d", truth.Microseconds(genotype) / 1000.0)))];

        IReadOnlyList<ProfileSample> samples = ProfileFit.Split(networks);
        double[] fitted = ProfileFit.Fit(terms, samples, [.. Truth.Select(value => value * 1.3)]);
        PredictionError error = ProfileFit.HeldOutError(terms.Costs(fitted), samples);

        // Held out are networks from the whole range, and never the very fastest or slowest, which only the fit could then guess.
        double[] held = [.. samples.Where(sample => sample.HeldOut).Select(sample => sample.Measurement.P50Ms).Order()];
        double[] used = [.. samples.Where(sample => !sample.HeldOut).Select(sample => sample.Measurement.P50Ms).Order()];
        Assert.Equal((ProfileFit.HeldOutCount(networks.Length), networks.Length - held.Length), (held.Length, used.Length));
        Assert.True(used[0] <= held[0] && held[^1] <= used[^1]);

        // The prior, 30 % off, weighs as much as one network that is 1.3 times itself off.
        Assert.InRange(error.MeanAbsolutePercent, 0, 0.5);
        Assert.Equal((held.Length, 1.0, 1.0), (error.Count, error.Within5Percent, error.Within10Percent));
    }
}
