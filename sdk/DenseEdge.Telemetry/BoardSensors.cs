using DenseEdge.Telemetry.Sensors;

namespace DenseEdge.Telemetry;

/// <summary>
/// The sensors of the board that this program runs on, as far as the kernel shows them to this user. They are looked for
/// once and then kept open; a system without them, Windows for instance, gives empty lists.
/// </summary>
/// <example>
/// <code>
/// using BoardSensors sensors = BoardSensors.Open();
/// foreach (TemperatureSensor sensor in sensors.Temperatures)
/// {
///     Console.WriteLine(sensor.TryRead(out double celsius) ? $"{sensor.Name}: {celsius:F1} °C" : $"{sensor.Name}: off");
/// }
/// </code>
/// </example>
public sealed class BoardSensors : IDisposable
{
    // Orin Nano, Orin NX and Xavier NX; Nano and TX2.
    private static readonly string[] TotalPowerNames = ["VDD_IN", "POM_5V_IN"];

    private BoardSensors(SystemTree tree)
    {
        Temperatures = [.. TemperatureFinder.Find(tree)];
        Power = [.. PowerFinder.Find(tree)];
        Clocks = [.. ClockFinder.Find(tree)];
        TotalPower = Power.FirstOrDefault(sensor => TotalPowerNames.Contains(sensor.Name));
    }

    /// <summary>Gets the temperatures.</summary>
    public IReadOnlyList<TemperatureSensor> Temperatures { get; }

    /// <summary>Gets the power of each supply rail that is measured. A rail may feed another one: don't add them up.</summary>
    public IReadOnlyList<PowerSensor> Power { get; }

    /// <summary>Gets the clocks of processor cores and, where the kernel shows them, of the GPU and memory.</summary>
    public IReadOnlyList<ClockSensor> Clocks { get; }

    /// <summary>Gets the one of <see cref="Power"/> that measures all that the module takes; null if there is none.</summary>
    public PowerSensor? TotalPower { get; }

    /// <summary>Looks for sensors.</summary>
    /// <param name="root">The folder that has sys in it.</param>
    public static BoardSensors Open(string root = "/")
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return new BoardSensors(new SystemTree(root));
    }

    /// <summary>Finds the highest temperature of all sensors that answer. Allocates nothing while they do.</summary>
    /// <param name="celsius">Gets the temperature in degrees Celsius.</param>
    /// <returns>False if none answers.</returns>
    public bool TryReadHottest(out double celsius)
    {
        celsius = double.NegativeInfinity;
        for (int i = 0; i < Temperatures.Count; i++)
        {
            if (Temperatures[i].TryRead(out double found))
            {
                celsius = Math.Max(celsius, found);
            }
        }

        bool any = !double.IsNegativeInfinity(celsius);
        celsius = any ? celsius : 0;
        return any;
    }

    /// <summary>Closes every sensor.</summary>
    public void Dispose()
    {
        foreach (IDisposable sensor in Temperatures.Concat<IDisposable>(Power).Concat(Clocks))
        {
            sensor.Dispose();
        }
    }
}
