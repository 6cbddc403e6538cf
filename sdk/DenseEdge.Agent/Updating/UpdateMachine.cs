using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Trials;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Updating;

/// <summary>
/// Brings a device from one model to the next: Idle, Checking, Downloading, Verified, Preparing, Trial, Committed, Cleanup, and
/// RollingBack when the new one is no good. The state is written before every step, and every step can be done again, so a
/// device that loses its power anywhere has a whole model and goes on.
/// </summary>
/// <remarks>One caller at a time; the caller holds the store (<see cref="ModelStore.Open"/>). Clocks are only written into
/// reports: no decision of the machine depends on the time of day.</remarks>
public sealed partial class UpdateMachine
{
    private readonly ModelStore _store;
    private readonly IModelTrial _trial;
    private readonly IUpdateGate _gate;
    private readonly UpdatePolicy _policy;
    private readonly TimeProvider _time;
    private readonly IProgress<UpdateProgress>? _progress;
    private UpdateRecord _record;
    private ActivePointer? _active;
    private double _savedHealthSeconds;
    private bool _isActiveDamaged;

    /// <summary>Reads where the device stands, and repairs what rotted: a damaged pointer, a damaged record.</summary>
    /// <param name="store">The store, held by the caller.</param>
    /// <param name="trial">Tries candidates.</param>
    /// <param name="gate">Asks the apps.</param>
    /// <param name="policy">How careful to be; null for the defaults.</param>
    /// <param name="progress">Takes every step.</param>
    /// <param name="time">The clock of the reports; null for the system's.</param>
    /// <exception cref="IOException">The store can't be read.</exception>
    public UpdateMachine(
        ModelStore store, IModelTrial trial, IUpdateGate gate, UpdatePolicy? policy = null,
        IProgress<UpdateProgress>? progress = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(gate);
        _store = store;
        _trial = trial;
        _gate = gate;
        _policy = policy ?? new UpdatePolicy();
        _progress = progress;
        _time = time ?? TimeProvider.System;
        _record = LoadRecord();
        _active = LoadPointer();
    }

    /// <summary>Where the update stands.</summary>
    public UpdateRecord Record => _record;

    /// <summary>Which model is in use; null before the first.</summary>
    public ActivePointer? Active => _active;

    /// <summary>Goes on with what was begun; else asks the source and installs what it offers.</summary>
    /// <param name="source">Where bundles come from.</param>
    /// <param name="request">Why; null for a poll.</param>
    /// <param name="cancellationToken">Stops between two steps, or in a wait; the update goes on with the next call.</param>
    /// <returns>How it ended. What can go wrong on a device is an outcome and no exception.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<UpdateResult> RunOnceAsync(
        IUpdateSource source, UpdateRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        UpdateRequest wanted = request ?? UpdateRequest.Poll;
        return Guarded(
            () => wanted.IsDryRun
                ? DryRunAsync(source, wanted, cancellationToken) : AdvanceAsync(source, wanted, cancellationToken));
    }

    /// <summary>Goes on with what was begun, without a source: after a restart.</summary>
    /// <param name="cancellationToken">Stops between two steps, or in a wait.</param>
    /// <returns>Null if nothing was begun that could go on.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<UpdateResult?> ResumeAsync(CancellationToken cancellationToken = default)
    {
        bool isBegun = _record.State is not (UpdateState.Idle or UpdateState.Checking or UpdateState.Downloading);
        return isBegun && !(_record.IsPaused && IsBeforeSwitch)
            ? await Guarded(() => FinishAsync(UpdateRequest.Poll, cancellationToken)).ConfigureAwait(false)
            : null;
    }

    /// <summary>Forbids or allows updates by polls; it survives restarts.</summary>
    /// <param name="isPaused">Whether to forbid them.</param>
    /// <exception cref="IOException">The disk refused.</exception>
    public void SetPaused(bool isPaused) => Save(_record with { IsPaused = isPaused });

    private bool IsBeforeSwitch => _record.State is UpdateState.Verified or UpdateState.Preparing or UpdateState.Trial;

    private async Task<UpdateResult> AdvanceAsync(IUpdateSource source, UpdateRequest request,
        CancellationToken cancellationToken)
    {
        if (_record.IsPaused && !request.IsExplicit)
        {
            return new UpdateResult(UpdateOutcome.Paused, "Updates are paused; resume them with: denseedge-agent resume.");
        }

        if (_record.State == UpdateState.Committed && request.IsExplicit)
        {
            // Whoever installs the next model by hand has seen this one run.
            Switch();
            Confirm();
        }

        // An operator's bundle takes the place of one that is not in use yet; nothing is fetched twice if it is the same.
        bool isBegun = _record.State is UpdateState.Committed or UpdateState.RollingBack or UpdateState.Cleanup
            || (IsBeforeSwitch && !request.IsExplicit);
        if (isBegun && await FinishAsync(request, cancellationToken).ConfigureAwait(false) is { } finished
            && (!request.IsExplicit || finished.Outcome == UpdateOutcome.Watching))
        {
            return finished;
        }

        return await UpdateAsync(source, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<UpdateResult> UpdateAsync(IUpdateSource source, UpdateRequest request, CancellationToken cancellationToken)
    {
        Enter(UpdateState.Checking, $"Asking {source.Name}.");
        UpdateOffer? offer = await source.CheckAsync(cancellationToken).ConfigureAwait(false);
        if (Objection(offer, request) is { } objection)
        {
            return Rest(objection, offer?.ActionId);
        }

        Candidate? known = _record.Candidate?.Offer.Digest == offer!.Digest ? _record.Candidate : null;
        Save((request.RetryBad ? _record.WithoutBad(offer.Digest) : _record) with
        {
            Candidate = new Candidate { Offer = offer, Trials = known?.Trials ?? 0, Preparations = known?.Preparations ?? 0 },
        });
        if (_store.Find(offer.Digest) is not { } present || _store.FindDamage(present) is not null)
        {
            if (Postponed(offer, request) is { } later)
            {
                return Rest(later);
            }

            await FetchAsync(source, offer, cancellationToken).ConfigureAwait(false);
        }

        Enter(
            UpdateState.Verified, $"{offer.Name} {offer.Version} is here, whole and checked.",
            _record with { FetchFault = null });
        return await FinishAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task FetchAsync(IUpdateSource source, UpdateOffer offer, CancellationToken cancellationToken)
    {
        _store.Collect(Kept(), offer.Digest);
        RequireSpace(offer);
        Enter(UpdateState.Downloading, $"Fetching {offer.Name} {offer.Version}, {offer.SizeBytes / 1e6:F1} MB.");
        (string parts, string staging) = _store.Stage(offer.Digest);
        Percents percents = new(_progress, UpdateState.Downloading, "Fetching.");
        try
        {
            FetchedModel fetched = await source.FetchAsync(offer, _store.Files, parts, staging, percents, cancellationToken)
                .ConfigureAwait(false);
            _store.Install(offer, fetched);
        }
        catch (UpdateException failure) when (failure.Failure == UpdateFailure.Refused)
        {
            Save(_record with { FetchFault = FetchFault.After(_record.FetchFault, offer.Digest, failure.Message) });
            throw;
        }
    }

    private async Task<UpdateResult> DryRunAsync(IUpdateSource source, UpdateRequest request, CancellationToken cancellationToken)
    {
        UpdateOffer? offer = await source.CheckAsync(cancellationToken).ConfigureAwait(false);
        if (Objection(offer, request) is { } objection)
        {
            return objection;
        }

        RequireSpace(offer!);
        return new UpdateResult(
            UpdateOutcome.Acceptable, $"{offer!.Name} {offer.Version} would be installed and tried.", offer.Digest);
    }
}
