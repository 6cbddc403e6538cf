using System.Globalization;

namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>Keeps to the declared steps: what to compute now, and what changes after each result.</summary>
internal sealed class Degrader : IDisposable
{
    private readonly DegradationOptions? _options;
    private readonly QualityLevel[] _levels;
    private readonly DegradationController? _controller;
    private readonly BoardThermometer? _thermometer;
    private readonly Action<DegradationChangedEventArgs> _changed;
    private volatile int _level;

    /// <param name="options">The policy; null for none.</param>
    /// <param name="levels">What is computed at each level.</param>
    /// <param name="thermometer">The board's temperature; null if it isn't watched.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="changed">Is told of every step, on the inference thread.</param>
    internal Degrader(
        DegradationOptions? options, QualityLevel[] levels, BoardThermometer? thermometer, TimeProvider time,
        Action<DegradationChangedEventArgs> changed)
    {
        _options = options;
        _levels = levels;
        _thermometer = thermometer;
        _changed = changed;
        _controller = options is null ? null : new DegradationController(options, levels.Length - 1, time);
    }

    /// <summary>Number of steps in force.</summary>
    internal int Level => _level;

    /// <summary>What to compute now.</summary>
    internal QualityLevel Current => _levels[_level];

    /// <summary>Looks at a finished result.</summary>
    internal void Observe(TimeSpan age)
    {
        if (_controller is null)
        {
            return;
        }

        double? celsius = _thermometer?.Read();
        if (_controller.Observe(age, celsius) is { } cause)
        {
            int previous = _level;
            _level = _controller.Level;
            _changed(new DegradationChangedEventArgs(
                previous, _level, _options!.Steps[Math.Min(previous, _level)], cause, Current.Tasks, Reason(cause, age, celsius)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _thermometer?.Dispose();

    private string Reason(DegradationCause cause, TimeSpan age, double? celsius)
    {
        string ageText = string.Create(CultureInfo.InvariantCulture, $"{age.TotalMilliseconds:F0} ms old");
        string heat = celsius is { } c ? string.Create(CultureInfo.InvariantCulture, $", {c:F1} °C") : string.Empty;
        return cause switch
        {
            DegradationCause.Overload => string.Create(
                CultureInfo.InvariantCulture,
                $"results above {_options!.AgeLimit!.Value.TotalMilliseconds:F0} ms for {_options.OverloadTime.TotalSeconds:0.##} s "
                + $"(the last {ageText})"),
            DegradationCause.Heat => string.Create(
                CultureInfo.InvariantCulture,
                $"above {_options!.TemperatureLimitCelsius:0.##} °C for {_options.HeatTime.TotalSeconds:0.##} s (now {celsius:F1} °C)"),
            _ => $"well below the limits for long enough (the last {ageText}{heat})",
        };
    }
}
