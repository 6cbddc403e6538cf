namespace DenseEdge.Cameras.Running;

/// <summary>Waits by a <see cref="TimeProvider"/>'s clock, without allocating.</summary>
internal sealed class TimedWait : IDisposable
{
    private readonly ManualResetEventSlim _over = new();
    private readonly ITimer? _timer;

    internal TimedWait(TimeProvider time)
    {
        // The system's clock needs no timer: waiting on the event takes the time itself.
        _timer = time == TimeProvider.System
            ? null
            : time.CreateTimer(_ => _over.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits.</summary>
    /// <param name="duration">How long; zero or less returns at once.</param>
    internal void For(TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero)
        {
            return;
        }

        if (_timer is null)
        {
            // Whole milliseconds rounded up: waking early would only mean another round.
            _over.Wait((int)Math.Min(int.MaxValue, Math.Ceiling(duration.TotalMilliseconds)));
            return;
        }

        _over.Reset();
        _timer.Change(duration, Timeout.InfiniteTimeSpan);
        _over.Wait();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        _over.Dispose();
    }
}
