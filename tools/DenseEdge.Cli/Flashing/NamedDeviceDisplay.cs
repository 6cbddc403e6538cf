namespace DenseEdge.Cli.Flashing;

/// <summary>Lines with a device's name before them, for one device of many: every step, and within a step one line now and
/// then.</summary>
/// <param name="name">The device.</param>
/// <param name="output">Where the lines go; shared, and therefore synchronised.</param>
internal sealed class NamedDeviceDisplay(string name, TextWriter output) : IFlashDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private string _step = "";
    private long _lastLine;

    /// <inheritdoc/>
    public void Begin(string step)
    {
        _step = step;
        _lastLine = TimeProvider.System.GetTimestamp();
        Say(step);
    }

    /// <inheritdoc/>
    public void Update(double share, string details)
    {
        if (TimeProvider.System.GetElapsedTime(_lastLine) >= Interval)
        {
            _lastLine = TimeProvider.System.GetTimestamp();
            Say(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_step} {share * 100:F0} %  {details}"));
        }
    }

    /// <inheritdoc/>
    public void Say(string text)
    {
        lock (output)
        {
            output.WriteLine($"{name}: {text}");
        }
    }

    /// <summary>Does nothing: the output belongs to others too.</summary>
    public void Dispose()
    {
    }
}
