using System.Threading.Tasks.Sources;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>Wakes the one consumer that awaits a result; the same object for every wait, so that waiting allocates nothing. Armed
/// and set under its owner's lock.</summary>
internal sealed class ResultSignal : IValueTaskSource
{
    // Continuations run on the thread pool: the engine's thread doesn't do the consumer's work.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private bool _isArmed;

    /// <summary>Begins a wait.</summary>
    /// <exception cref="InvalidOperationException">Somebody waits already.</exception>
    internal ValueTask Arm()
    {
        if (_isArmed)
        {
            throw new InvalidOperationException("Another reader awaits this pipeline's results already: one at a time.");
        }

        _core.Reset();
        _isArmed = true;
        return new ValueTask(this, _core.Version);
    }

    /// <summary>Ends the wait, if there is one.</summary>
    internal void Set()
    {
        if (_isArmed)
        {
            _isArmed = false;
            _core.SetResult(true);
        }
    }

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
