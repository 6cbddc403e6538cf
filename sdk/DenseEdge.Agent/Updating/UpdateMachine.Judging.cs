namespace DenseEdge.Agent.Updating;

/// <content>What is offered, held against what is here.</content>
public sealed partial class UpdateMachine
{
    /// <summary>Why an offer is not installed.</summary>
    /// <returns>Null if nothing stands in the way.</returns>
    private UpdateResult? Objection(UpdateOffer? offer, UpdateRequest request)
    {
        if (offer is null)
        {
            return new UpdateResult(UpdateOutcome.Current, "The source has no model for this device.");
        }

        string model = $"{offer.Name} {offer.Version}";
        if (offer.Digest == _active?.Active.Digest)
        {
            // A damaged one is fetched again, whatever its release.
            return !_isActiveDamaged && _store.Find(offer.Digest) is not null
                ? new UpdateResult(UpdateOutcome.Current, $"{model} is the active model already.", offer.Digest)
                : null;
        }

        if (!request.RetryBad && _record.Bad.FirstOrDefault(bad => bad.Digest == offer.Digest) is { } known)
        {
            return Refusal(offer, $"{model} is pinned as bad on this device and is not tried again: {known.Reason}");
        }

        long floor = Math.Max(_record.FloorOf(offer.Name), FloorOfActive(offer.Name));
        bool isRetry = request.RetryBad && offer.Release == floor;
        return offer.Release <= floor && !isRetry && !request.AllowDowngrade
            ? Refusal(
                offer,
                $"{model} has release {offer.Release}; expected one above {floor}, which ran here. Publish it with a higher "
                + $"release, "
                + "or ask for the downgrade: --allow-downgrade.")
            : null;
    }

    /// <summary>Why a bundle that came wrong before is not fetched at this poll.</summary>
    /// <returns>Null if it is. A server's action is not put off: the server decides how often it is tried.</returns>
    private UpdateResult? Postponed(UpdateOffer offer, UpdateRequest request)
    {
        bool isPutOff = request is { IsUnhurried: true, IsExplicit: false } && offer.ActionId is null;
        if (!isPutOff || _record.FetchFault is not { PollsToSkip: > 0 } fault || fault.Digest != offer.Digest)
        {
            return null;
        }

        _record = _record with { FetchFault = fault with { PollsToSkip = fault.PollsToSkip - 1 } };
        return Refusal(
            offer,
            $"{offer.Name} {offer.Version} came wrong {fault.Failures} times, and is fetched again after {fault.PollsToSkip} "
            + $"more polls, or at once by: denseedge-agent check. {fault.Fault}");
    }

    // A record that rotted is begun anew; the active model itself still tells what ran here.
    private long FloorOfActive(string name)
        => _active is not null && _store.Find(_active.Active.Digest) is { } model && model.Name == name ? model.Release : 0;

    /// <exception cref="UpdateException">Too little is free.</exception>
    private void RequireSpace(UpdateOffer offer)
    {
        double needed = offer.SizeBytes + (offer.EngineBytes * _policy.EngineSpaceFactor) - _store.FetchedBytes(offer.Digest);
        long free = _store.Files.FreeBytes(_store.Paths.Root);
        if (free < needed)
        {
            throw new UpdateException(
                UpdateFailure.Storage,
                $"{offer.Name} {offer.Version} needs {needed / 1e6:F1} MB (bundle {offer.SizeBytes / 1e6:F1} MB, "
                + $"{_policy.EngineSpaceFactor} x engine {offer.EngineBytes / 1e6:F1} MB), and {_store.Paths.Root} has "
                + $"{free / 1e6:F1} MB free. Free some space.");
        }
    }

    private static UpdateResult Refusal(UpdateOffer offer, string message)
        => new(UpdateOutcome.Refused, message, offer.Digest, Failure: UpdateFailure.Refused);
}
