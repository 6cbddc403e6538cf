using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Serving;

/// <summary>A server that says what this device shall run, and hears how it went.</summary>
public interface IUpdateServer : IDisposable
{
    /// <summary>How long it wants to be left alone between two polls; null before it has said so.</summary>
    TimeSpan? Interval { get; }

    /// <summary>Tells what is not told yet, asks what is wanted, and does it.</summary>
    /// <param name="machine">The device's machine.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How it ended. What can go wrong on a device or in the network is an outcome and no exception.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Task<UpdateResult> PollAsync(UpdateMachine machine, CancellationToken cancellationToken);
}
