using System.Collections.Concurrent;
using System.Threading.Channels;
using DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Events;

/// <summary>Hands changes to everybody who listens. Who is too slow loses the oldest ones: a listener reads again what changed,
/// and the newest change is the one that matters.</summary>
/// <param name="mostListeners">How many may listen at once.</param>
internal sealed class ChangeHub(int mostListeners)
{
    private const int MostWaiting = 256;

    private readonly ConcurrentDictionary<Channel<ChangeEvent>, byte> _listeners = new();

    /// <summary>Begins to listen.</summary>
    /// <returns>The changes from now on, to be disposed; null if too many listen already.</returns>
    public ChangeListener? TryListen()
    {
        if (_listeners.Count >= mostListeners)
        {
            return null;
        }

        Channel<ChangeEvent> channel = Channel.CreateBounded<ChangeEvent>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _listeners[channel] = 0;
        return new ChangeListener(channel.Reader, () => _listeners.TryRemove(channel, out _));
    }

    /// <summary>Tells everybody.</summary>
    public void Publish(ChangeEvent change)
    {
        foreach (Channel<ChangeEvent> listener in _listeners.Keys)
        {
            listener.Writer.TryWrite(change);
        }
    }
}
