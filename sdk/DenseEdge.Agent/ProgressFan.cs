using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent;

/// <summary>Passes progress on to whoever listens at the time.</summary>
public sealed class ProgressFan : IProgress<UpdateProgress>
{
    private readonly Lock _turn = new();
    private IProgress<UpdateProgress>[] _listeners = [];

    /// <summary>Adds a listener.</summary>
    /// <param name="listener">The listener.</param>
    /// <returns>Disposing it takes the listener away.</returns>
    public IDisposable Subscribe(IProgress<UpdateProgress> listener)
    {
        lock (_turn)
        {
            _listeners = [.. _listeners, listener];
        }

        return new Subscription(this, listener);
    }

    /// <inheritdoc/>
    public void Report(UpdateProgress value)
    {
        foreach (IProgress<UpdateProgress> listener in Volatile.Read(ref _listeners))
        {
            listener.Report(value);
        }
    }

    private void Remove(IProgress<UpdateProgress> listener)
    {
        lock (_turn)
        {
            _listeners = [.. _listeners.Where(known => known != listener)];
        }
    }

    private sealed class Subscription(ProgressFan fan, IProgress<UpdateProgress> listener) : IDisposable
    {
        public void Dispose() => fan.Remove(listener);
    }
}
