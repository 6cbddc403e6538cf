using System.Collections;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>A walk through a pipeline's results; each is disposed when the next is asked for.</summary>
internal sealed class ResultEnumerator : IEnumerator<PipelineResult>
{
    private readonly PipelineCore _core;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;

    internal ResultEnumerator(PipelineCore core, CancellationToken cancellation)
    {
        _core = core;
        _cancellation = cancellation;
        _registration = cancellation.UnsafeRegister(static exchange => ((FrameExchange)exchange!).WakeReaders(), core.Exchange);
    }

    /// <inheritdoc/>
    public PipelineResult Current { get; private set; }

    /// <inheritdoc/>
    object IEnumerator.Current => Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        Current.Dispose();
        Current = default;
        if (_core.TryTake(Timeout.InfiniteTimeSpan, _cancellation, out PipelineResult result) != TakeOutcome.Taken)
        {
            return false;
        }

        Current = result;
        return true;
    }

    /// <inheritdoc/>
    public void Reset() => throw new NotSupportedException("A pipeline can't go back.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        Current.Dispose();
    }
}
