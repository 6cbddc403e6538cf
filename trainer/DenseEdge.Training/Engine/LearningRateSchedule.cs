namespace DenseEdge.Training.Engine;

/// <summary>Linear warm-up, then polynomial decay to 0: (1 - p)^power as in ATRC (ICCV 2021), its code's "poly" schedule.</summary>
/// <param name="warmUpShare">Share of the training spent rising, 0 to 0.5.</param>
/// <param name="decayPower">Exponent of the decay, at least 0.</param>
internal sealed class LearningRateSchedule(double warmUpShare, double decayPower)
{
    /// <summary>Gets the factor on the peak learning rate.</summary>
    /// <param name="progress">Share of the training that is done, 0 to 1.</param>
    /// <returns>0 to 1.</returns>
    public double Factor(double progress)
    {
        double warmUp = warmUpShare > 0 ? Math.Min(1, progress / warmUpShare) : 1;
        return warmUp * Math.Pow(1 - Math.Clamp(progress, 0, 1), decayPower);
    }
}
