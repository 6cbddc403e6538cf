namespace DenseEdge.Fleet.Measurements;

/// <summary>How a value spreads over devices. Quantiles are values of devices: the one at place ⌈q·n⌉ in order.</summary>
/// <param name="Min">Least.</param>
/// <param name="Median">Half of the devices are at or below it.</param>
/// <param name="P90">Nine in ten devices are at or below it.</param>
/// <param name="Max">Greatest.</param>
public sealed record Spread(double Min, double Median, double P90, double Max);
