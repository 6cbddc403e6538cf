namespace DenseEdge.Cli.Flashing;

/// <summary>Times the steps on one device and shows them.</summary>
/// <param name="display">Where they are shown.</param>
/// <param name="time">Tells the time.</param>
internal sealed class StepClock(IFlashDisplay display, TimeProvider time)
{
    private readonly List<FlashStep> _steps = [];
    private string? _current;
    private long _start;

    /// <summary>Where other things are shown.</summary>
    public IFlashDisplay Display => display;

    /// <summary>Ends the step before and begins the next one; nothing happens if it is the same.</summary>
    /// <param name="step">Its name.</param>
    public void Begin(string step)
    {
        if (_current == step)
        {
            return;
        }

        End();
        (_current, _start) = (step, time.GetTimestamp());
        display.Begin(step);
    }

    /// <summary>Ends the step.</summary>
    /// <returns>All steps so far.</returns>
    public IReadOnlyList<FlashStep> End()
    {
        if (_current is not null)
        {
            _steps.Add(new FlashStep(_current, Math.Round(time.GetElapsedTime(_start).TotalSeconds, 3)));
            _current = null;
        }

        return _steps;
    }
}
