using DenseEdge.Agent.Control;
using DenseEdge.Agent.Health;
using DenseEdge.Agent.Serving;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent;

/// <summary>
/// An agent at work: polls, watches the health of a new model, and does what an operator asks, one thing after another. An
/// operator's wish ends a poll that is under way; the poll's update goes on later.
/// </summary>
/// <remarks>Whoever makes it holds the store. Every member may be called from any thread.</remarks>
public sealed class ModelAgent : IDisposable
{
    private static readonly TimeSpan WhileBusy = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ModelStore _store;
    private readonly UpdateMachine _machine;
    private readonly ProgressFan _progress;
    private readonly PollClock _poll;
    private readonly Func<IUpdateSource?> _source;
    private readonly IUpdateServer? _server;
    private readonly TimeProvider _time;
    private volatile CancellationTokenSource? _interruptible;
    private volatile string? _lastMessage;
    private long _lastWatch;
    private long _lastSign;

    /// <summary>Makes an agent from its parts.</summary>
    /// <param name="store">The store, held by the caller.</param>
    /// <param name="machine">The machine; its progress goes to <paramref name="progress"/>.</param>
    /// <param name="progress">Where progress goes.</param>
    /// <param name="health">How the apps are.</param>
    /// <param name="gate">Which apps are busy.</param>
    /// <param name="options">How often to poll.</param>
    /// <param name="source">Makes the source of a poll, which is disposed after it; null for none.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="server">The server that is asked in place of the source; null for none. The agent disposes it.</param>
    public ModelAgent(
        ModelStore store, UpdateMachine machine, ProgressFan progress, HealthMonitor health, BusyGate gate, AgentOptions options,
        Func<IUpdateSource?> source, TimeProvider? time = null, IUpdateServer? server = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _machine = machine;
        _progress = progress;
        Health = health;
        Gate = gate;
        _source = source;
        _server = server;
        _time = time ?? TimeProvider.System;
        _poll = new PollClock(options, _time);
        _lastWatch = _time.GetTimestamp();
        _lastSign = _lastWatch;
        progress.Subscribe(new SignOfLife(this));
    }

    /// <summary>How the apps are.</summary>
    public HealthMonitor Health { get; }

    /// <summary>Which apps are busy.</summary>
    public BusyGate Gate { get; }

    /// <summary>Time since the agent last did anything that it can tell: a step, a percent, a tick without work.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _lastSign));

    /// <summary>How the device stands; doesn't wait for work under way.</summary>
    public StatusLine Status() => StatusReader.Of(_store, _machine.Record, _machine.Active, isService: true);

    /// <summary>Looks at the active model's bytes, and goes on with what was begun before the start.</summary>
    /// <param name="cancellationToken">Stops.</param>
    public async Task StartAsync(CancellationToken cancellationToken) => await InTurn(
        async token =>
        {
            Tell(_machine.CheckActive());
            Tell(await _machine.ResumeAsync(token).ConfigureAwait(false));
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Does what is due: watches the health window, polls. To be called every second or so.</summary>
    /// <param name="cancellationToken">Stops.</param>
    public async Task TickAsync(CancellationToken cancellationToken) => await InTurn(
        async token =>
        {
            TimeSpan elapsed = _time.GetElapsedTime(_lastWatch);
            _lastWatch = _time.GetTimestamp();
            Volatile.Write(ref _lastSign, _lastWatch);
            Health.Watch(_machine.Active?.Active.Digest);
            Tell(Watched(elapsed));
            if (_poll.IsDue)
            {
                await PollAsync(UpdateRequest.Poll, token).ConfigureAwait(false);
                _lastWatch = _time.GetTimestamp();
            }
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Polls now.</summary>
    /// <param name="cancellationToken">Stops.</param>
    public Task<UpdateResult> CheckAsync(CancellationToken cancellationToken)
        => AsOperator(token => PollAsync(UpdateRequest.PollNow, token), cancellationToken);

    /// <summary>Installs what a source has.</summary>
    /// <param name="source">The source.</param>
    /// <param name="request">What is allowed.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<UpdateResult> ApplyAsync(IUpdateSource source, UpdateRequest request, CancellationToken cancellationToken)
        => AsOperator(token => _machine.RunOnceAsync(source, request, token), cancellationToken);

    /// <summary>Returns to the last known good model.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up waiting for work that can't be interrupted.</param>
    public Task<UpdateResult> RollBackAsync(string reason, CancellationToken cancellationToken)
        => AsOperator(_ => Task.FromResult(_machine.RollBack(reason)), cancellationToken);

    /// <summary>Forbids or allows polls.</summary>
    /// <param name="isPaused">Whether to forbid them.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task PauseAsync(bool isPaused, CancellationToken cancellationToken) => AsOperator(
        _ =>
        {
            _machine.SetPaused(isPaused);
            return Task.FromResult(new UpdateResult(UpdateOutcome.Current, isPaused ? "Paused." : "Resumed."));
        },
        cancellationToken);

    /// <summary>Frees what it holds; the store stays the caller's.</summary>
    public void Dispose()
    {
        _server?.Dispose();
        _turn.Dispose();
    }

    private async Task<UpdateResult> PollAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        _poll.Restart();
        UpdateResult result = _server is null
            ? await PollSourceAsync(request, cancellationToken).ConfigureAwait(false)
            : await PollServerAsync(_server, cancellationToken).ConfigureAwait(false);
        if (result.Outcome is UpdateOutcome.Deferred or UpdateOutcome.Watching || _machine.Record.Reports.Count > 0)
        {
            _poll.NotLaterThan(WhileBusy);
        }

        Tell(result);
        return result;
    }

    private async Task<UpdateResult> PollSourceAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        if (_source() is not { } source)
        {
            return new UpdateResult(UpdateOutcome.Current, "The configuration names no source; nothing to poll.");
        }

        using IDisposable? connections = source as IDisposable;
        return await _machine.RunOnceAsync(source, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<UpdateResult> PollServerAsync(IUpdateServer server, CancellationToken cancellationToken)
    {
        UpdateResult result = await server.PollAsync(_machine, cancellationToken).ConfigureAwait(false);
        if (server.Interval is { } interval)
        {
            _poll.Every(interval);
            _poll.Restart();
        }

        return result;
    }

    // The end of a health window is the end of the server's action: it hears of it at once.
    private UpdateResult? Watched(TimeSpan elapsed)
    {
        UpdateResult? end = _machine.Watch(elapsed, Health.Judge());
        if (end is not null && _server is not null)
        {
            _poll.NotLaterThan(TimeSpan.Zero);
        }

        return end;
    }

    private async Task<UpdateResult> AsOperator(Func<CancellationToken, Task<UpdateResult>> work,
        CancellationToken cancellationToken)
    {
        await InterruptAsync().ConfigureAwait(false);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    // What the agent does by itself may be interrupted by an operator, who then has the turn.
    private async Task InTurn(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        CancellationTokenSource interruptible = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _interruptible = interruptible;
        try
        {
            await work(interruptible.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _poll.NotLaterThan(WhileBusy);
        }
        finally
        {
            _interruptible = null;
            interruptible.Dispose();
            _turn.Release();
        }
    }

    private async Task InterruptAsync()
    {
        try
        {
            await (_interruptible?.CancelAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in the meantime, which is as good.
        }
    }

    // What the machine said itself is not said twice, nor the same thing at every poll.
    private void Tell(UpdateResult? result)
    {
        if (result is not null && result.Message != _lastMessage)
        {
            _progress.Report(new UpdateProgress(_machine.Record.State, null, result.Message));
        }
    }

    private sealed class SignOfLife(ModelAgent agent) : IProgress<UpdateProgress>
    {
        public void Report(UpdateProgress value)
        {
            agent._lastMessage = value.Message;
            Volatile.Write(ref agent._lastSign, agent._time.GetTimestamp());
        }
    }
}
