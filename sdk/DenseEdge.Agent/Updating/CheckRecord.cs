namespace DenseEdge.Agent.Updating;

/// <summary>How the last run ended.</summary>
/// <param name="At">When, by the device's clock, which may be wrong.</param>
/// <param name="Outcome">The end.</param>
/// <param name="Message">What happened.</param>
/// <param name="Failure">Whose fault; null if nothing failed.</param>
public sealed record CheckRecord(DateTimeOffset At, UpdateOutcome Outcome, string Message, UpdateFailure? Failure)
{
    /// <summary>What was wrong with the repository; null if nothing was.</summary>
    public RepositoryFault? Repository { get; init; }
}
