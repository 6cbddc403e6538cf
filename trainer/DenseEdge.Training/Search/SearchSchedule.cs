namespace DenseEdge.Training.Search;

/// <summary>How temperature and entropy weight move in the course of an ATRC search.</summary>
/// <remarks>
/// Bruggemann et al., ICCV 2021, with the constants of the authors' code: both move linearly, so that the search explores in
/// its first quarter, where the entropy weight is negative, and decides afterwards.
/// </remarks>
/// <param name="steps">Steps of the search, at least 1.</param>
internal sealed class SearchSchedule(int steps)
{
    private const double FirstTemperature = 1.0;
    private const double LastTemperature = 0.05;
    private const double FirstEntropyWeight = -0.02;
    private const double LastEntropyWeight = 0.06;

    /// <summary>Gets the temperature of the Gumbel softmax.</summary>
    /// <param name="step">The step about to be made, from 0; after the last step the temperature stays.</param>
    public double Temperature(int step) => TemperatureAt(Share(step));

    /// <summary>Gets the factor of the mean entropy in the loss.</summary>
    /// <param name="step">The step about to be made, from 0.</param>
    public double EntropyWeight(int step) => EntropyWeightAt(Share(step));

    /// <summary>Gets the temperature after a share of the search.</summary>
    /// <param name="share">0 to 1.</param>
    public static double TemperatureAt(double share) => Between(FirstTemperature, LastTemperature, share);

    /// <summary>Gets the factor of the mean entropy after a share of the search.</summary>
    /// <param name="share">0 to 1.</param>
    public static double EntropyWeightAt(double share) => Between(FirstEntropyWeight, LastEntropyWeight, share);

    private static double Between(double first, double last, double share) => ((1 - share) * (first - last)) + last;

    private double Share(int step) => (double)Math.Clamp(step, 0, steps) / steps;
}
