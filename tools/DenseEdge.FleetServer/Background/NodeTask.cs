using System.Data.Common;
using DenseEdge.Fleet;

namespace DenseEdge.FleetServer.Background;

/// <summary>Something that a node does again and again. A database that is away for a while stops nothing: the next turn tries
/// again.</summary>
/// <param name="every">The time between turns.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Hears of failures, once per row of them.</param>
internal abstract partial class NodeTask(TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    private bool _isFailing;

    /// <summary>One turn.</summary>
    protected abstract Task TurnAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(every, time);
        try
        {
            do
            {
                await TryTurnAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node ends.
        }
    }

    /// <summary>One turn whose failure is told but not thrown.</summary>
    protected async Task TryTurnAsync(CancellationToken cancellation)
    {
        try
        {
            await TurnAsync(cancellation);
            if (_isFailing)
            {
                _isFailing = false;
                LogRecovery(log, GetType().Name);
            }
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException or FleetException)
        {
            if (!_isFailing)
            {
                _isFailing = true;
                LogFailure(log, fault, GetType().Name);
            }
        }
    }

    [LoggerMessage(20, LogLevel.Error, "{Task} failed; it is tried again and again.")]
    private static partial void LogFailure(ILogger log, Exception fault, string task);

    [LoggerMessage(21, LogLevel.Information, "{Task} works again.")]
    private static partial void LogRecovery(ILogger log, string task);
}
