using DenseEdge.Agent.Trials;

namespace DenseEdge.Agent.Updating;

/// <summary>How one run of the update machine ended.</summary>
/// <param name="Outcome">The end.</param>
/// <param name="Message">What happened and, if something failed, what to do.</param>
/// <param name="Digest">The bundle that it is about; null if there was none.</param>
/// <param name="Report">What the trial found; null if there was no trial.</param>
/// <param name="Failure">Whose fault it is; null if nothing failed.</param>
public sealed record UpdateResult(
    UpdateOutcome Outcome, string Message, string? Digest = null, TrialReport? Report = null, UpdateFailure? Failure = null)
{
    /// <summary>What is wrong with the repository; null if nothing is.</summary>
    public RepositoryFault? Repository { get; init; }

    /// <summary>The result of a step that can't be done.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="digest">The bundle; null for none.</param>
    public static UpdateResult Of(UpdateException failure, string? digest = null)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new UpdateResult(
            failure.Failure == UpdateFailure.Refused ? UpdateOutcome.Refused : UpdateOutcome.Failed,
            failure.Message, digest, Failure: failure.Failure)
        {
            Repository = failure.Repository,
        };
    }

    /// <summary>Whether the device is as it was asked to be.</summary>
    public bool IsSuccess => Outcome is UpdateOutcome.Current or UpdateOutcome.Committed or UpdateOutcome.Acceptable
        || (Outcome == UpdateOutcome.RolledBack && Failure is null);
}
