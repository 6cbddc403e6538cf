namespace DenseEdge.Cli.Flashing;

/// <summary>The agent's words for how an update ended.</summary>
internal static class AgentOutcome
{
    /// <summary>Reads one.</summary>
    /// <param name="word">What the last line says behind "result".</param>
    public static FlashOutcome Of(string? word) => word switch
    {
        "committed" => FlashOutcome.Committed,
        "current" => FlashOutcome.Current,
        "acceptable" => FlashOutcome.Acceptable,
        "rolled-back" => FlashOutcome.RolledBack,
        "deferred" or "paused" or "watching" => FlashOutcome.Deferred,
        "failed" => FlashOutcome.Failed,
        _ => FlashOutcome.Refused,
    };
}
