using System.Threading.Channels;
using DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Events;

/// <summary>Somebody who listens to changes.</summary>
/// <param name="changes">The changes.</param>
/// <param name="leave">Ends it.</param>
internal sealed class ChangeListener(ChannelReader<ChangeEvent> changes, Action leave) : IDisposable
{
    /// <summary>The changes.</summary>
    public ChannelReader<ChangeEvent> Changes => changes;

    /// <inheritdoc/>
    public void Dispose() => leave();
}
