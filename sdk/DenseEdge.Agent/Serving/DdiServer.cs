using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Serving;

/// <summary>
/// A server that speaks hawkBit's Direct Device Integration API. Each poll first tells how actions ended, until the server has
/// heard it, and only then asks what is wanted: so a lost answer never makes an update run twice, and what the server says is
/// always said in the knowledge of what the device did.
/// </summary>
internal sealed class DdiServer : IUpdateServer
{
    private readonly DdiClient _client;
    private readonly ServerOptions _options;
    private readonly ModelStore _store;
    private readonly Func<Assignment, IUpdateSource> _source;
    private readonly AttributeBook? _attributes;
    private readonly ProgressFan _progress;
    private readonly TimeProvider _time;
    private (string ActionId, string Message) _lastTold;
    private Assignment? _lastAssigned;

    /// <summary>Makes one; nothing is asked yet.</summary>
    /// <param name="client">Makes the requests; the server disposes it.</param>
    /// <param name="options">Who this is.</param>
    /// <param name="store">The store.</param>
    /// <param name="source">Makes the source of an assignment, which is disposed after it.</param>
    /// <param name="attributes">What this device tells about itself; null for nothing.</param>
    /// <param name="progress">Tells what the machine does.</param>
    /// <param name="time">The clock of the reports.</param>
    public DdiServer(
        DdiClient client, ServerOptions options, ModelStore store, Func<Assignment, IUpdateSource> source,
        AttributeBook? attributes, ProgressFan progress, TimeProvider time)
    {
        _client = client;
        _options = options;
        _store = store;
        _source = source;
        _attributes = attributes;
        _progress = progress;
        _time = time;
    }

    /// <inheritdoc/>
    public TimeSpan? Interval { get; private set; }

    /// <inheritdoc/>
    public async Task<UpdateResult> PollAsync(UpdateMachine machine, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Assignment? assignment;
        try
        {
            await TellEndsAsync(machine, cancellationToken).ConfigureAwait(false);
            assignment = await AskAsync(machine, cancellationToken).ConfigureAwait(false);
        }
        catch (UpdateException failure)
        {
            // What is in the store needs no server to go on.
            UpdateResult? resumed = await machine.ResumeAsync(cancellationToken).ConfigureAwait(false);
            return resumed ?? EndOf(machine, failure);
        }

        if (assignment is null)
        {
            return await RestAsync(machine, cancellationToken).ConfigureAwait(false);
        }

        UpdateResult result = await RunAsync(machine, assignment, cancellationToken).ConfigureAwait(false);
        await TellAsync(machine, assignment, result, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // A wish that makes no sense has failed; a server that can't be reached is asked again.
    private static UpdateResult EndOf(UpdateMachine machine, UpdateException failure)
        => failure.ActionId is { } action ? machine.Refuse(action, failure) : machine.Note(UpdateResult.Of(failure));

    private async Task TellEndsAsync(UpdateMachine machine, CancellationToken cancellationToken)
    {
        foreach (ActionReport report in machine.Record.Reports)
        {
            DdiFeedback feedback = DdiFeedback.Of(
                report.ActionId, report.At, "closed", report.Succeeded ? "success" : "failure",
                TrialDetails.Of(report, report.Digest is null ? null : _store.LastReport(report.Digest)));
            await _client.TellAsync(feedback, cancellationToken).ConfigureAwait(false);
            machine.Acknowledge(report);
        }
    }

    private async Task<Assignment?> AskAsync(UpdateMachine machine, CancellationToken cancellationToken)
    {
        DdiPoll poll = await _client.PollAsync(cancellationToken).ConfigureAwait(false);
        Interval = _options.PollSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : poll.Sleep;
        await TellAttributesAsync(machine, poll.Links?.ConfigData is not null, cancellationToken).ConfigureAwait(false);
        if (poll.Links?.CancelAction?.Action is { } cancel)
        {
            await CancelAsync(machine, cancel, cancellationToken).ConfigureAwait(false);
        }

        Assignment? assignment = poll.Links?.DeploymentBase?.Action is { } action && !IsPaused(machine)
            ? await AssignmentAsync(machine, action, cancellationToken).ConfigureAwait(false)
            : null;
        if (!IsPaused(machine) && machine.Record.Candidate?.Offer.ActionId is { } begun && begun != assignment?.ActionId)
        {
            machine.Withdraw(begun);
        }

        return assignment;
    }

    // A server counts an action as started once it was asked what to install: a device that may not update does not ask.
    private static bool IsPaused(UpdateMachine machine) => machine.Record.IsPaused && !machine.IsBegun;

    // Asked once for each time that the action is begun: only the server can tell whether it still may be.
    private async Task<Assignment?> AssignmentAsync(
        UpdateMachine machine, DdiLink.ActionPiece action, CancellationToken cancellationToken)
    {
        bool isUnderWay = machine.Record.Candidate?.Offer.ActionId == action.Id && machine.IsBegun;
        if (!isUnderWay || _lastAssigned?.ActionId != action.Id)
        {
            DdiDeployment? deployment = await _client.DeploymentAsync(action, cancellationToken).ConfigureAwait(false);
            _lastAssigned = deployment?.AssignmentOf(action.Id);
        }

        return _lastAssigned;
    }

    private async Task CancelAsync(UpdateMachine machine, DdiLink.ActionPiece cancel, CancellationToken cancellationToken)
    {
        DdiCancel? wish = await _client.CancelAsync(cancel, cancellationToken).ConfigureAwait(false);
        if (wish is null)
        {
            return;
        }

        bool isGivenUp = machine.Withdraw(wish.CancelAction?.StopId ?? cancel.Id);
        _lastAssigned = null;
        await _client.TellCancelAsync(
            DdiFeedback.Of(
                cancel.Id, _time.GetUtcNow(), isGivenUp ? "closed" : "rejected", isGivenUp ? "success" : "none",
                [isGivenUp ? "Given up; the active model stays." : "Too late: the new model is the active one."]),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task TellAttributesAsync(UpdateMachine machine, bool isAsked, CancellationToken cancellationToken)
    {
        if (_attributes?.Due(machine, isAsked) is { } attributes)
        {
            await _client.TellAttributesAsync(attributes, cancellationToken).ConfigureAwait(false);
            _attributes.Told(attributes);
        }
    }

    private async Task<UpdateResult> RestAsync(UpdateMachine machine, CancellationToken cancellationToken)
    {
        if (await machine.ResumeAsync(cancellationToken).ConfigureAwait(false) is { } resumed)
        {
            return resumed;
        }

        foreach (string leftover in machine.Record.Candidate is null ? _store.Files.Files(_store.Paths.Assigned) : [])
        {
            _store.Files.DeleteFile(leftover);
        }

        return machine.Note(machine.Record.IsPaused
            ? new UpdateResult(UpdateOutcome.Paused, "Updates are paused; resume them with: denseedge-agent resume.")
            : new UpdateResult(UpdateOutcome.Current, "The server wants nothing else.", machine.Active?.Active.Digest));
    }

    private async Task<UpdateResult> RunAsync(UpdateMachine machine, Assignment assignment, CancellationToken cancellationToken)
    {
        IUpdateSource source = _source(assignment);
        using IDisposable? connections = source as IDisposable;
        ProgressSender sender = new(_client, assignment.ActionId, _time, cancellationToken);
        await using (sender.ConfigureAwait(false))
        {
            using IDisposable listening = _progress.Subscribe(sender);
            return await machine.RunOnceAsync(source, UpdateRequest.Poll, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells how the run ended at once, so that the server need not wait for the next poll. What can't be told now is
    /// told then.</summary>
    private async Task TellAsync(
        UpdateMachine machine, Assignment assignment, UpdateResult result, CancellationToken cancellationToken)
    {
        try
        {
            await TellEndsAsync(machine, cancellationToken).ConfigureAwait(false);
            bool isOpen = result.Outcome is UpdateOutcome.Deferred or UpdateOutcome.Failed or UpdateOutcome.Paused;
            if (isOpen && _lastTold != (assignment.ActionId, result.Message))
            {
                await _client.TellAsync(
                    DdiFeedback.Of(assignment.ActionId, _time.GetUtcNow(), "proceeding", "none", [result.Message]),
                    cancellationToken).ConfigureAwait(false);
                _lastTold = (assignment.ActionId, result.Message);
            }
        }
        catch (UpdateException)
        {
            // The run itself is over and on the disk; what wasn't heard is still among the machine's reports.
        }
    }
}
