using DenseEdge.Agent.Storing;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Updating;

/// <content>What is written before every step, and read after a restart.</content>
public sealed partial class UpdateMachine
{
    private async Task<UpdateResult> Guarded(Func<Task<UpdateResult>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (UpdateException failure)
        {
            return Stop(failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Stop(new UpdateException(UpdateFailure.Storage, failure.Message, failure));
        }
    }

    private UpdateResult? Guarded(Func<UpdateResult?> work)
    {
        try
        {
            return work();
        }
        catch (UpdateException failure)
        {
            return Stop(failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Stop(new UpdateException(UpdateFailure.Storage, failure.Message, failure));
        }
    }

    /// <summary>Ends a run that failed. What was begun is remembered if the disk lets it be; else the record on it is right, too:
    /// it names a step that is done again.</summary>
    private UpdateResult Stop(UpdateException failure)
    {
        UpdateResult result = UpdateResult.Of(failure, _record.Candidate?.Offer.Digest);
        try
        {
            // A write that failed may have reached the disk all the same.
            _record = _store.ReadRecord();
            _active = LoadPointer();
            bool isOver = _record.State is UpdateState.Checking or UpdateState.Downloading;
            UpdateRecord next = _record with { State = isOver ? UpdateState.Idle : _record.State, LastCheck = Checked(result) };
            Save(EndsAction(failure) is { } action ? Reported(next, action, result) with { Candidate = null } : next);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return result with { Message = $"{result.Message} Nor can the agent write its state: {fault.Message}" };
        }

        return result;
    }

    /// <summary>Ends a run in order.</summary>
    private UpdateResult Rest(UpdateResult result, string? actionId = null)
    {
        UpdateRecord next = _record with { Candidate = null, LastCheck = Checked(result) };
        Enter(UpdateState.Idle, result.Message, actionId is null ? next : Reported(next, actionId, result));
        return result;
    }

    private CheckRecord Checked(UpdateResult result)
        => new(_time.GetUtcNow(), result.Outcome, result.Message, result.Failure) { Repository = result.Repository };

    private void Enter(UpdateState state, string message, UpdateRecord? next = null)
    {
        Save((next ?? _record) with { State = state });
        _progress?.Report(new UpdateProgress(state, null, message));
    }

    private void Save(UpdateRecord record)
    {
        _store.WriteRecord(record);
        _record = record;
        _savedHealthSeconds = record.HealthSecondsLeft;
    }

    private UpdateRecord LoadRecord()
    {
        try
        {
            UpdateRecord record = _store.ReadRecord();
            _savedHealthSeconds = record.HealthSecondsLeft;
            return record;
        }
        catch (InvalidDataException)
        {
            // The models and the pointer are whole; what is lost is the memory of pinned bundles.
            _store.PutRecordAside();
            return new UpdateRecord();
        }
    }

    private ActivePointer? LoadPointer()
    {
        try
        {
            return _store.ReadPointer();
        }
        catch (InvalidDataException)
        {
            ActivePointer? repaired = Repaired();
            if (repaired is not null)
            {
                _store.WritePointer(repaired);
            }

            return repaired;
        }
    }

    // The record's copy is one change old at most; without one, the highest release that is whole.
    private ActivePointer? Repaired()
    {
        long sequence = (_record.LastPointer?.Sequence ?? 0) + 1;
        if (_record.LastPointer is { } last && _store.Find(last.Active.Digest) is not null)
        {
            return last with { Sequence = sequence };
        }

        InstalledModel? newest = _store.Models().Where(model => !_record.Bad.Any(bad => bad.Digest == model.Digest))
            .MaxBy(model => model.Release);
        return newest is null ? null : new ActivePointer(sequence, newest.Reference, null);
    }
}
