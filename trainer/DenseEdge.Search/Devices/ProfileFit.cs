using DenseEdge.Contracts;
using DenseEdge.Search.Latency;

namespace DenseEdge.Search.Devices;

/// <summary>Makes the latency model of a profile from measured networks, and judges it on those that were held out.</summary>
public static class ProfileFit
{
    private const double MicrosecondsPerMillisecond = 1000;

    // 95 % of a normal distribution lie below this many deviations.
    private const double DeviationsOfBound = 1.645;

    // However sure a measurement is, the model is not exact: additive costs leave about one percent unexplained.
    private const double ModelError = 0.01;

    /// <summary>Says how many of some networks are held out: a third, but 30 if that leaves as many for the fit.</summary>
    /// <param name="networks">How many networks are measured, at least 4.</param>
    public static int HeldOutCount(int networks) => Math.Max(networks / 3, Math.Min(30, networks / 2));

    /// <summary>Chooses the networks to hold out, evenly over the range of latencies.</summary>
    /// <param name="networks">The measured networks.</param>
    /// <returns>The same networks in the same order.</returns>
    public static IReadOnlyList<ProfileSample> Split(IReadOnlyList<(Genotype Genotype, LatencyMeasurement Measurement)> networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        int count = networks.Count;
        int held = HeldOutCount(count);
        int[] byLatency = [.. Enumerable.Range(0, count).OrderBy(i => networks[i].Measurement.P50Ms)];
        HashSet<int> chosen = [.. Enumerable.Range(0, held).Select(i => byLatency[((2 * i) + 1) * count / (2 * held)])];
        return [.. networks.Select((network, i) => new ProfileSample(network.Genotype, network.Measurement, chosen.Contains(i)))];
    }

    /// <summary>Fits the terms to the networks that are not held out.</summary>
    /// <param name="terms">What a latency is made of.</param>
    /// <param name="samples">The measured networks.</param>
    /// <param name="priorMicroseconds">What each term should cost, by single blocks.</param>
    public static double[] Fit(LatencyTerms terms, IReadOnlyList<ProfileSample> samples, IReadOnlyList<double> priorMicroseconds)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return LatencyFit.Fit(
            terms, [.. samples.Where(sample => !sample.HeldOut).Select(Sample)], priorMicroseconds);
    }

    /// <summary>Compares the fit with the networks that were held out.</summary>
    /// <param name="costs">What genotypes cost by the fit.</param>
    /// <param name="samples">The measured networks, at least two of them held out.</param>
    public static PredictionError HeldOutError(GenotypeCosts costs, IReadOnlyList<ProfileSample> samples)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(samples);
        ProfileSample[] held = [.. samples.Where(sample => sample.HeldOut)];
        return PredictionError.Of(
            [.. held.Select(sample => costs.Microseconds(sample.Genotype) / MicrosecondsPerMillisecond)],
            [.. held.Select(sample => sample.Measurement.P50Ms)]);
    }

    private static LatencySample Sample(ProfileSample sample)
    {
        LatencyMeasurement measured = sample.Measurement;
        double deviationMs = Math.Max(
            (measured.UpperBoundMs - measured.P50Ms) / DeviationsOfBound, ModelError * measured.P50Ms);
        return new LatencySample(
            sample.Genotype, measured.P50Ms * MicrosecondsPerMillisecond,
            deviationMs * deviationMs * MicrosecondsPerMillisecond * MicrosecondsPerMillisecond);
    }
}
