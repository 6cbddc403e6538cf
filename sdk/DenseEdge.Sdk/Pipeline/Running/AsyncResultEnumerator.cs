using System.Runtime.CompilerServices;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>An asynchronous walk through a pipeline's results; each is disposed when the next is asked for.</summary>
internal sealed class AsyncResultEnumerator : IAsyncEnumerator<PipelineResult>
{
    private readonly PipelineCore _core;
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationTokenRegistration _registration;

    internal AsyncResultEnumerator(PipelineCore core, CancellationToken ofReadAll, CancellationToken ofWalk)
    {
        _core = core;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(ofReadAll, ofWalk);
        _registration = _cancellation.Token.UnsafeRegister(
            static exchange => ((FrameExchange)exchange!).WakeReaders(), core.Exchange);
    }

    /// <inheritdoc/>
    public PipelineResult Current { get; private set; }

    /// <inheritdoc/>
    // The builder keeps its state machines, so that waiting for a frame allocates nothing.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> MoveNextAsync()
    {
        Current.Dispose();
        Current = default;
        while (true)
        {
            switch (_core.TryTake(TimeSpan.Zero, _cancellation.Token, out PipelineResult result))
            {
                case TakeOutcome.Taken:
                    Current = result;
                    return true;
                case TakeOutcome.Ended:
                    return false;
                default:
                    await _core.Exchange.WhenChanged().ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _registration.Dispose();
        _cancellation.Dispose();
        Current.Dispose();
        return ValueTask.CompletedTask;
    }
}
