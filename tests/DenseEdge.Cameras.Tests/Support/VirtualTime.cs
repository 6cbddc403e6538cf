namespace DenseEdge.Cameras.Tests.Support;

/// <summary>A clock that jumps to the end of every wait: hours pass in no time, and always the same.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private long _nowTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now => TimeSpan.FromTicks(Interlocked.Read(ref _nowTicks));

    public override long GetTimestamp() => Interlocked.Read(ref _nowTicks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _nowTicks, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => new Jump(this, callback, state);

    private sealed class Jump(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time.Advance(dueTime);
                callback(state);
            }

            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
