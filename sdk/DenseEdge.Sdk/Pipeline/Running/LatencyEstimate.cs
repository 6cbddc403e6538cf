namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>Estimates how long the next frame will take, from the ring to the consumer: the smoothed mean plus four smoothed mean
/// deviations, as TCP estimates its round trips (RFC 6298, section 2, with its gains of 1/8 and 1/4).</summary>
internal sealed class LatencyEstimate
{
    private const double MeanGain = 1.0 / 8;
    private const double DeviationGain = 1.0 / 4;
    private const double Deviations = 4;

    private double _meanTicks;
    private double _deviationTicks;
    private bool _hasSample;

    /// <summary>What the next frame will take at most, as a rule; zero before the first sample.</summary>
    internal TimeSpan Expected => TimeSpan.FromTicks((long)(_meanTicks + (Deviations * _deviationTicks)));

    /// <summary>Adds what a frame took.</summary>
    internal void Add(TimeSpan sample)
    {
        if (!_hasSample)
        {
            // RFC 6298 starts with a deviation of half the sample; one frame says nothing of jitter, and the ring may be full.
            _hasSample = true;
            _meanTicks = sample.Ticks;
            return;
        }

        _deviationTicks += DeviationGain * (Math.Abs(sample.Ticks - _meanTicks) - _deviationTicks);
        _meanTicks += MeanGain * (sample.Ticks - _meanTicks);
    }
}
