using System.Threading.Channels;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Serving;

/// <summary>Tells a server which step an action has reached, while the machine works. A server that doesn't listen never holds an
/// update up: the end of the action is what it must hear, and will.</summary>
internal sealed class ProgressSender : IProgress<UpdateProgress>, IAsyncDisposable
{
    private static readonly UpdateState[] Steps =
        [UpdateState.Downloading, UpdateState.Verified, UpdateState.Preparing, UpdateState.Trial, UpdateState.Committed];

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly Channel<UpdateProgress> _steps = Channel.CreateUnbounded<UpdateProgress>();
    private readonly CancellationTokenSource _end;
    private readonly Task _sending;
    private UpdateState? _last;

    /// <summary>Begins.</summary>
    /// <param name="client">The server.</param>
    /// <param name="actionId">The action.</param>
    /// <param name="time">The clock of the reports.</param>
    /// <param name="cancellation">Ends it early.</param>
    public ProgressSender(DdiClient client, string actionId, TimeProvider time, CancellationToken cancellation)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _sending = SendAsync(client, actionId, time, _end.Token);
    }

    /// <inheritdoc/>
    public void Report(UpdateProgress value)
    {
        if (value.State != _last && Array.IndexOf(Steps, value.State) >= 0)
        {
            _last = value.State;
            _steps.Writer.TryWrite(value);
        }
    }

    /// <summary>Sends what is left, for a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _steps.Writer.Complete();
        _end.CancelAfter(LongestEnd);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task SendAsync(DdiClient client, string actionId, TimeProvider time, CancellationToken cancellation)
    {
        await foreach (UpdateProgress step in _steps.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            int done = Array.IndexOf(Steps, step.State) + 1;
            await client.TellAsync(
                DdiFeedback.Of(
                    actionId, time.GetUtcNow(), "proceeding", "none", [$"{step.State}: {step.Message}"], (done, Steps.Length)),
                cancellation).ConfigureAwait(false);
        }
    }
}
