using DenseEdge.Telemetry;

namespace DenseEdge.Cli.Benching;

/// <summary>What the board's sensors said at one moment; null where it has none that this user may read.</summary>
/// <param name="HottestCelsius">The highest temperature.</param>
/// <param name="TotalWatts">Power of the whole module.</param>
internal readonly record struct BoardReading(double? HottestCelsius, double? TotalWatts)
{
    /// <summary>Reads the sensors.</summary>
    /// <param name="sensors">The board's sensors.</param>
    public static BoardReading Of(BoardSensors sensors) => new(
        sensors.TryReadHottest(out double celsius) ? celsius : null,
        sensors.TotalPower is { } power && power.TryRead(out double watts) ? watts : null);
}
