namespace DenseEdge.Agent.Updating;

/// <content>What a server wants to hear, and what it may ask for.</content>
public sealed partial class UpdateMachine
{
    /// <summary>Whether an update was begun that needs no source to go on.</summary>
    public bool IsBegun => _record.State is not (UpdateState.Idle or UpdateState.Checking or UpdateState.Downloading);

    /// <summary>Forgets how an action ended, because its server has heard it.</summary>
    /// <param name="report">One of <see cref="UpdateRecord.Reports"/>.</param>
    /// <returns>Whether the disk took it; if not, the server hears it again.</returns>
    public bool Acknowledge(ActionReport report)
    {
        UpdateResult result = Guarded(() =>
        {
            Save(_record with { Reports = [.. _record.Reports.Where(known => known != report)] });
            return new UpdateResult(UpdateOutcome.Current, report.Message);
        })!;
        return result.Failure is null;
    }

    /// <summary>Gives up the update that a server's action began, because the server no longer wants it. What is in use stays in
    /// use, and nothing is pinned as bad.</summary>
    /// <param name="actionId">The action.</param>
    /// <returns>Whether nothing of the action goes on: false once its model is the active one, or about to be.</returns>
    public bool Withdraw(string actionId)
    {
        if (_record.Candidate?.Offer.ActionId != actionId)
        {
            return _record.ActiveActionId != actionId;
        }

        if (IsBegun && !IsBeforeSwitch)
        {
            return false;
        }

        UpdateResult withdrawn = new(UpdateOutcome.Current, $"The server took action {actionId} back; the active model stays.");
        UpdateResult? result = Guarded(() =>
        {
            Enter(UpdateState.Cleanup, withdrawn.Message, _record with { Candidate = null });
            return CleanUp(withdrawn);
        });
        return result == withdrawn;
    }

    /// <summary>Ends an action that can't be done, before anything was begun for it.</summary>
    /// <param name="actionId">The action.</param>
    /// <param name="failure">Why.</param>
    public UpdateResult Refuse(string actionId, UpdateException failure)
    {
        UpdateResult result = UpdateResult.Of(failure);
        return Guarded(() =>
        {
            Save(Reported(_record, actionId, result) with { LastCheck = Checked(result) });
            return result;
        })!;
    }

    /// <summary>Takes note of how a poll ended that gave the machine nothing to do. The disk is written only if that is
    /// news.</summary>
    /// <param name="result">The end.</param>
    public UpdateResult Note(UpdateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return _record.LastCheck is { } last && last.Outcome == result.Outcome && last.Failure == result.Failure
            && last.Message == result.Message
            ? result
            : Guarded(() =>
            {
                Save(_record with { LastCheck = Checked(result) });
                return result;
            })!;
    }

    // The server's word for what a failure means: a wish that can't be fulfilled has failed, a network or a disk may recover.
    private string? EndsAction(UpdateException failure)
        => failure.Failure is UpdateFailure.Network or UpdateFailure.Storage ? null
            : failure.ActionId
                ?? (_record.State == UpdateState.Downloading ? _record.Candidate?.Offer.ActionId : null);

    private UpdateRecord CandidateReported(UpdateResult result)
        => _record.Candidate?.Offer.ActionId is { } action ? Reported(_record, action, result) : _record;

    // In the same write as the end itself: after a power cut there are both or neither.
    private UpdateRecord Reported(UpdateRecord record, string actionId, UpdateResult result)
        => record.WithReport(new ActionReport(
            actionId, result.IsSuccess && result.Outcome != UpdateOutcome.RolledBack, result.Message,
            _record.Candidate?.Offer.Digest ?? result.Digest, _time.GetUtcNow()));
}
