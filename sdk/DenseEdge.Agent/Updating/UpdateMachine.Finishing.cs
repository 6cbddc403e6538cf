using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Trials;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Updating;

/// <content>From a bundle in the store to the active model, and back.</content>
public sealed partial class UpdateMachine
{
    /// <summary>Goes on from the state that the record names; every step can be done again.</summary>
    private async Task<UpdateResult> FinishAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        switch (_record.State)
        {
            case UpdateState.RollingBack:
                return FinishRollBack();
            case UpdateState.Cleanup:
                return CleanUp(new UpdateResult(UpdateOutcome.Current, "The last update is done."));
            case UpdateState.Committed:
                return Commit(isBegun: true);
        }

        if (_store.Find(_record.Candidate!.Offer.Digest) is not { } model)
        {
            Enter(UpdateState.Idle, "The candidate is no longer in the store.", _record with { Candidate = null });
            return new UpdateResult(UpdateOutcome.Failed, "The candidate is no longer in the store; it is fetched again.");
        }

        return await TryAsync(model, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<UpdateResult> TryAsync(InstalledModel model, UpdateRequest request, CancellationToken cancellationToken)
    {
        Candidate candidate = _record.Candidate!;
        TrialReport? report = candidate.HasPassed ? _store.LastReport(model.Digest) : null;
        if (!candidate.HasPassed)
        {
            if (ExhaustedAttempts(candidate) is { } reason)
            {
                return Reject(model, reason, null);
            }

            if (_gate.Busy(UpdateState.Preparing) is { } busy)
            {
                return Wait(model, busy);
            }

            report = await PrepareAndTryAsync(model, cancellationToken).ConfigureAwait(false);
            if (!report.Passed)
            {
                return Reject(model, string.Join(' ', report.Faults), report);
            }
        }

        if (_gate.Busy(UpdateState.Committed) is { } later)
        {
            return Wait(model, later);
        }

        cancellationToken.ThrowIfCancellationRequested();
        EnterCommitted(model, request);
        return Commit(isBegun: false) with { Report = report };
    }

    private async Task<TrialReport> PrepareAndTryAsync(InstalledModel model, CancellationToken cancellationToken)
    {
        Candidate begun = _record.Candidate! with { Preparations = _record.Candidate!.Preparations + 1 };
        Enter(UpdateState.Preparing, $"Preparing {model} beside the active model.", _record with { Candidate = begun });
        try
        {
            StepMessages steps = new(_progress, UpdateState.Preparing);
            using IPreparedModel prepared = await _trial
                .PrepareAsync(model, _store.Paths.ModelFolder(model.Digest), steps, cancellationToken).ConfigureAwait(false);
            begun = begun with { Preparations = 0, Trials = begun.Trials + 1 };
            Enter(UpdateState.Trial, $"Trying {model}, attempt {begun.Trials}.", _record with { Candidate = begun });
            Percents percents = new(_progress, UpdateState.Trial, "Golden frames.");
            TrialReport report = await prepared.RunAsync(percents, cancellationToken).ConfigureAwait(false);
            _store.AddReport(report);
            Save(_record with { Candidate = begun with { Trials = 0, HasPassed = report.Passed } });
            return report;
        }
        catch (UpdateException failure) when (failure.Failure == UpdateFailure.Model)
        {
            TrialReport report = Failed(model, failure.Message);
            _store.AddReport(report);
            return report;
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: no crash, and not to be counted as one.
            Candidate stopped = _record.Candidate! with
            {
                Preparations = 0,
                Trials = _record.State == UpdateState.Trial ? _record.Candidate!.Trials - 1 : _record.Candidate!.Trials,
            };
            Save(_record with { State = UpdateState.Verified, Candidate = stopped });
            throw;
        }
    }

    private string? ExhaustedAttempts(Candidate candidate)
        => candidate.Trials >= _policy.TrialAttempts ? $"The agent ended {candidate.Trials} times in its trial."
            : candidate.Preparations >= _policy.PreparationAttempts
                ? $"The agent ended {candidate.Preparations} times while its engine was prepared."
                : null;

    private void EnterCommitted(InstalledModel model, UpdateRequest request)
    {
        // The floor rises before the switch: once a model may have been seen, nothing below it comes back by itself.
        UpdateRecord next = request.AllowDowngrade ? _record : _record.WithFloor(model.Name, model.Release);
        Enter(UpdateState.Committed, $"Making {model} the active model.", next with
        {
            ActiveActionId = _record.Candidate!.Offer.ActionId,
            HealthSecondsLeft = _policy.HealthWindow.TotalSeconds,
        });
    }

    private UpdateResult Commit(bool isBegun)
    {
        bool isNew = Switch() || !isBegun;
        UpdateOffer offer = _record.Candidate!.Offer;
        string model = $"{offer.Name} {offer.Version}";
        if (_record.HealthSecondsLeft > 0)
        {
            return isNew
                ? new UpdateResult(
                    UpdateOutcome.Committed,
                    $"{model} is the active model; it is watched for {_record.HealthSecondsLeft:F0} s.", offer.Digest)
                : new UpdateResult(
                    UpdateOutcome.Watching, $"{model} is watched for another {_record.HealthSecondsLeft:F0} s.", offer.Digest);
        }

        return Confirm(new UpdateResult(UpdateOutcome.Committed, $"{model} is the active model.", offer.Digest));
    }

    /// <summary>Makes the candidate the active model, if it isn't.</summary>
    /// <returns>Whether the pointer changed.</returns>
    private bool Switch()
    {
        string digest = _record.Candidate!.Offer.Digest;
        if (_active?.Active.Digest == digest)
        {
            return false;
        }

        InstalledModel model = _store.Find(digest)
            ?? throw new UpdateException(
                UpdateFailure.Storage, $"{_store.Paths.ModelFolder(digest)}: expected a whole model, found none.");
        Point(model.Reference, _active?.Active);
        _isActiveDamaged = false;
        return true;
    }

    private UpdateResult Confirm(UpdateResult? result = null)
    {
        UpdateResult done = result ?? new UpdateResult(
            UpdateOutcome.Committed, "The new model stayed healthy; it is the one to return to from now on.",
            _active?.Active.Digest);
        Enter(UpdateState.Cleanup, "Deleting what nobody needs.", CandidateReported(done) with
        {
            HealthSecondsLeft = 0,
            Candidate = null,
        });
        return CleanUp(done);
    }

    private UpdateResult CleanUp(UpdateResult result)
    {
        _store.Collect(Kept(), fetching: null);
        return Rest(result);
    }

    private UpdateResult Wait(InstalledModel model, string busy)
    {
        Enter(UpdateState.Verified, $"{model} waits: {busy}");
        return new UpdateResult(UpdateOutcome.Deferred, $"{model} waits: {busy}", model.Digest);
    }

    private TrialReport Failed(InstalledModel model, string fault) => new()
    {
        Passed = false,
        Digest = model.Digest,
        Model = model.ToString(),
        Faults = [fault],
        PromiseMs = model.LatencyPromiseMs,
        At = _time.GetUtcNow(),
    };

    private void Point(ModelReference active, ModelReference? lastKnownGood)
    {
        ActivePointer next = new((_active?.Sequence ?? 0) + 1, active, lastKnownGood);
        _store.WritePointer(next);
        _active = next;
        _record = _record with { LastPointer = next };
    }

    private List<string> Kept()
    {
        string?[] digests = [_active?.Active.Digest, _active?.LastKnownGood?.Digest, _record.Candidate?.Offer.Digest];
        return [.. digests.OfType<string>()];
    }
}
