using DenseEdge.Contracts;
using DenseEdge.Search.Latency;

namespace DenseEdge.Search.Verification;

/// <summary>
/// What is known about latencies: the networks of the profile, and those that were measured since. Predictions are of the upper
/// bound, which budgets are compared with; near a measured network they follow the measurement.
/// </summary>
internal sealed class LatencyKnowledge
{
    /// <summary>z of the one-sided 95 % bound: how many standard errors lie between median and bound.</summary>
    private const double BoundDeviations = 1.645;

    /// <summary>A measurement is never trusted to better than this share of it.</summary>
    private const double LeastDeviation = 0.005;

    private readonly LatencyTerms _terms;
    private readonly IReadOnlyList<double> _prior;
    private readonly List<LatencySample> _samples;
    private readonly int _neighbourDistance;
    private readonly List<(Genotype Genotype, MeasuredLatency Latency)> _measured = [];
    private double[] _corrections = [];
    private double _boundRatio = 1;

    /// <summary>Starts with what a profile knows.</summary>
    /// <param name="terms">What a latency is made of.</param>
    /// <param name="prior">What each term should cost by isolated blocks, in microseconds.</param>
    /// <param name="samples">The profile's networks; at least one.</param>
    /// <param name="neighbourDistance">Pairs in which a network may differ from a measured one to share its correction.</param>
    public LatencyKnowledge(
        LatencyTerms terms, IReadOnlyList<double> prior, IEnumerable<LatencySample> samples, int neighbourDistance)
    {
        (_terms, _prior, _samples, _neighbourDistance) = (terms, prior, [.. samples], neighbourDistance);
        Costs = Fit();
    }

    /// <summary>What genotypes cost by the newest fit, as medians.</summary>
    public GenotypeCosts Costs { get; private set; }

    /// <summary>Predicts the upper bound of a network's median, in microseconds.</summary>
    /// <param name="genotype">The network.</param>
    public double Predict(Genotype genotype)
    {
        double sum = 0;
        int neighbours = 0;
        for (int i = 0; i < _measured.Count; i++)
        {
            if (Distance(genotype, _measured[i].Genotype) <= _neighbourDistance)
            {
                sum += _corrections[i];
                neighbours++;
            }
        }

        return Costs.Microseconds(genotype) * (neighbours > 0 ? sum / neighbours : _boundRatio);
    }

    /// <summary>Learns from a measured network: fits the terms again, and corrects the predictions near it.</summary>
    /// <param name="genotype">The network.</param>
    /// <param name="latency">What it takes.</param>
    public void Add(Genotype genotype, MeasuredLatency latency)
    {
        double deviation = Math.Max(
            (latency.BoundMicroseconds - latency.MedianMicroseconds) / BoundDeviations, LeastDeviation * latency.MedianMicroseconds);
        _samples.Add(new LatencySample(genotype, latency.MedianMicroseconds, deviation * deviation));
        _measured.Add((genotype, latency));
        Costs = Fit();
        _corrections = [.. _measured.Select(known => known.Latency.BoundMicroseconds / Costs.Microseconds(known.Genotype))];
        _boundRatio = _measured.Average(known => known.Latency.BoundMicroseconds / known.Latency.MedianMicroseconds);
    }

    private GenotypeCosts Fit() => _terms.Costs(LatencyFit.Fit(_terms, _samples, _prior));

    /// <summary>The Hamming distance: the number of pairs that exchange something else.</summary>
    private static int Distance(Genotype first, Genotype second)
        => first.Tasks.Sum(target => first.Tasks.Count(source => first[target, source] != second[target, source]));
}
