using System.Globalization;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>Waits until a rollout may have changed: told by the server, or after a while anyway.</summary>
internal sealed class RolloutChanges : IAsyncDisposable
{
    private static readonly TimeSpan BetweenConnections = TimeSpan.FromSeconds(2);
    private readonly FleetClient _client;
    private readonly string _id;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _ending;
    private readonly Task _listening;

    /// <summary>Begins to listen.</summary>
    /// <param name="client">The server.</param>
    /// <param name="id">The rollout's number.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public RolloutChanges(FleetClient client, long id, CancellationToken cancellation)
    {
        (_client, _id) = (client, id.ToString(CultureInfo.InvariantCulture));
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _listening = Task.Run(ListenAsync, CancellationToken.None);
    }

    /// <summary>Waits for a change.</summary>
    /// <param name="most">Not longer than this.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellation) => _changed.WaitAsync(most, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        _ending.Dispose();
        _changed.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                await ListenUntilLostAsync().ConfigureAwait(false);
                await Task.Delay(BetweenConnections, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody waits any more.
        }
    }

    private async Task ListenUntilLostAsync()
    {
        try
        {
            await foreach (ChangeEvent change in _client.ReadEventsAsync(_ending.Token).ConfigureAwait(false))
            {
                if (change.Kind == "rollout" && (change.Id is null || change.Id == _id))
                {
                    Tell();
                }
            }
        }
        catch (IOException)
        {
            // Whoever waits asks the server now and then anyway, and reports what is wrong with it.
        }
    }

    private void Tell()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }
}
