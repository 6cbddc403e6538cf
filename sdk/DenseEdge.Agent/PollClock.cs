namespace DenseEdge.Agent;

/// <summary>When to poll: at once after the start, give or take a little, then at the configured distance with jitter. Time of
/// day plays no part, so that a clock that jumps changes nothing.</summary>
internal sealed class PollClock
{
    private static readonly TimeSpan MostFirstWait = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly Random _chance;
    private double _seconds;
    private readonly double _jitter;
    private long _start;
    private TimeSpan _wait;

    public PollClock(AgentOptions options, TimeProvider time)
    {
        _time = time;
        _seconds = options.PollMinutes * 60;
        _jitter = options.PollJitter;
        _chance = new Random(HashCode.Combine(Environment.MachineName, Environment.ProcessId));
        _start = time.GetTimestamp();
        _wait = TimeSpan.FromSeconds(Math.Min(MostFirstWait.TotalSeconds, _seconds * _jitter) * _chance.NextDouble());
    }

    public bool IsDue => _time.GetElapsedTime(_start) >= _wait;

    /// <summary>Polls as often as a server wants it, from the next poll on.</summary>
    public void Every(TimeSpan interval) => _seconds = interval.TotalSeconds;

    /// <summary>Counts from now.</summary>
    public void Restart()
    {
        _start = _time.GetTimestamp();
        _wait = TimeSpan.FromSeconds(_seconds * (1 + (_jitter * ((2 * _chance.NextDouble()) - 1))));
    }

    /// <summary>Brings the next poll forward.</summary>
    public void NotLaterThan(TimeSpan wait)
    {
        if (wait < _wait - _time.GetElapsedTime(_start))
        {
            _start = _time.GetTimestamp();
            _wait = wait;
        }
    }
}
