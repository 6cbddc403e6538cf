using DenseEdge.Agent.Health;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Trials;

namespace DenseEdge.Agent.Updating;

/// <content>The health window, and the way back.</content>
public sealed partial class UpdateMachine
{
    // The window is counted in time that the agent ran; after a restart at most this much of it is watched again.
    private const double HealthSaveSeconds = 30;

    /// <summary>Tells the machine how the apps were since the last call. In the health window a bad verdict brings the last known
    /// good model back, and the end of the window confirms the new one.</summary>
    /// <param name="elapsed">Time since the last call, of a clock that never jumps.</param>
    /// <param name="verdict">How the apps are.</param>
    /// <returns>How the window ended; null while it goes on, and outside of one.</returns>
    public UpdateResult? Watch(TimeSpan elapsed, HealthVerdict verdict)
        => _record.State == UpdateState.Committed ? Guarded(() => Observe(elapsed, verdict)) : null;

    /// <summary>Brings the last known good model back because an operator wants it; the active one is pinned as bad.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>Rolled back, or refused if there is nothing to return to.</returns>
    public UpdateResult RollBack(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return Guarded(() => TakeBack(reason, isWanted: true))!;
    }

    /// <summary>Reads every byte of the active model, and brings the last known good one back if a file rotted. The damaged
    /// one is not pinned: it is fetched again.</summary>
    /// <returns>Null if all is well, or there is nothing to return to: then the next poll fetches the same model again.</returns>
    public UpdateResult? CheckActive() => Guarded(FindDamage);

    private UpdateResult? Observe(TimeSpan elapsed, HealthVerdict verdict)
    {
        if (verdict.IsBad)
        {
            return TakeBack(verdict.Reason!);
        }

        _record = _record with { HealthSecondsLeft = Math.Max(0, _record.HealthSecondsLeft - elapsed.TotalSeconds) };
        if (_record.HealthSecondsLeft == 0)
        {
            return Confirm();
        }

        if (_savedHealthSeconds - _record.HealthSecondsLeft >= HealthSaveSeconds)
        {
            Save(_record);
        }

        return null;
    }

    private UpdateResult? FindDamage()
    {
        if (_active is null || _record.State == UpdateState.RollingBack)
        {
            return null;
        }

        InstalledModel? model = _store.Find(_active.Active.Digest);
        string? damaged = model is null ? _active.Active.ModelPath : _store.FindDamage(model);
        _isActiveDamaged = damaged is not null;
        return _isActiveDamaged && ReturnTarget() is { } target
            ? RollBackTo(target, $"The active model's file '{damaged}' is damaged.", isBad: false)
            : null;
    }

    private UpdateResult TakeBack(string reason, bool isWanted = false)
    {
        if (ReturnTarget() is not { } target)
        {
            string refusal = $"Expected a last known good model beside the active one, found none. {reason}";
            return _record.State == UpdateState.Committed && !isWanted
                ? Confirm(new UpdateResult(UpdateOutcome.Failed, refusal, _active?.Active.Digest, Failure: UpdateFailure.Model))
                : new UpdateResult(UpdateOutcome.Refused, refusal, Failure: UpdateFailure.Refused);
        }

        UpdateResult result = RollBackTo(target, reason, isBad: true);
        return isWanted ? result with { Failure = null } : result;
    }

    /// <summary>The whole model to return to; null if there is none.</summary>
    private InstalledModel? ReturnTarget()
        => _active?.LastKnownGood is { } good && good.Digest != _active.Active.Digest
            && _store.Find(good.Digest) is { } model && _store.FindDamage(model) is null
            ? model
            : null;

    /// <summary>Gives up a candidate that is not in use.</summary>
    private UpdateResult Reject(InstalledModel model, string reason, TrialReport? report)
    {
        if (report is null)
        {
            report = Failed(model, reason);
            _store.AddReport(report);
        }

        UpdateRecord next = Pinned(model, reason) with { RollBackTo = null, Reason = reason };
        Enter(UpdateState.RollingBack, $"{model} is given up: {reason}", next);
        return FinishRollBack() with { Report = report, Digest = model.Digest };
    }

    private UpdateResult RollBackTo(InstalledModel target, string reason, bool isBad)
    {
        string active = _active!.Active.Digest;
        UpdateRecord next = isBad ? Pinned(_store.Find(active), reason, active) : _record;
        next = next with { RollBackTo = target.Reference, Reason = reason };
        Enter(UpdateState.RollingBack, $"Returning to {target}: {reason}", next);
        return FinishRollBack() with { Digest = target.Digest };
    }

    private UpdateResult FinishRollBack()
    {
        if (_record.RollBackTo is { } target && _active?.Active != target)
        {
            Point(target, lastKnownGood: null);
        }

        UpdateResult result = new(
            UpdateOutcome.RolledBack,
            $"{(_active is null ? "There is no active model yet" : "The model from before is active")}. {_record.Reason}",
            _active?.Active.Digest,
            Failure: UpdateFailure.Model);
        UpdateRecord next = CandidateReported(result);
        Enter(UpdateState.Cleanup, "Deleting what nobody needs.", next with
        {
            Candidate = null,
            ActiveActionId = _record.RollBackTo is null ? _record.ActiveActionId : null,
            RollBackTo = null,
            Reason = null,
            HealthSecondsLeft = 0,
        });
        return CleanUp(result);
    }

    private UpdateRecord Pinned(InstalledModel? model, string reason, string? digest = null)
        => _record.WithBad(new BadModel(
            digest ?? model!.Digest, model?.ToString() ?? "a model whose description is gone", reason, _time.GetUtcNow()));
}
