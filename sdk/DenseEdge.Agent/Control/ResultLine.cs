using DenseEdge.Agent.Trials;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Control;

/// <summary>The last line of a verb that changes something:
/// <c>{"result":"committed","message":"...","digest":"sha256:...","failure":null,"report":{...}}</c>.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Message">What happened, and what to do.</param>
/// <param name="Digest">The bundle; null if it is about none.</param>
/// <param name="Failure">Whose fault it is; null if nothing failed.</param>
/// <param name="Report">What the trial found; null if there was none.</param>
public sealed record ResultLine(
    UpdateOutcome Result, string Message, string? Digest, UpdateFailure? Failure, TrialReport? Report)
{
    /// <summary>Makes the line.</summary>
    /// <param name="result">The end.</param>
    public static ResultLine Of(UpdateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ResultLine(result.Outcome, result.Message, result.Digest, result.Failure, result.Report);
    }
}
