namespace DenseEdge.Agent.Updating;

/// <summary>A bundle whose bytes came and were not what was signed. It is fetched again, but ever more rarely: a mirror that
/// stays broken costs a fleet little.</summary>
/// <param name="Digest">The bundle.</param>
/// <param name="Fault">What was wrong the last time.</param>
/// <param name="Failures">How often in a row.</param>
/// <param name="PollsToSkip">Polls that pass before the next attempt. Polls and no time: no decision of the machine depends on a
/// clock.</param>
public sealed record FetchFault(string Digest, string Fault, int Failures, int PollsToSkip)
{
    private const int MostDoublings = 6;

    /// <summary>One failure more: no poll is skipped after the first, then 1, 3, 7 and so on up to 63.</summary>
    /// <param name="before">What is known; null for nothing.</param>
    /// <param name="digest">The bundle.</param>
    /// <param name="fault">What was wrong.</param>
    internal static FetchFault After(FetchFault? before, string digest, string fault)
    {
        int failures = before?.Digest == digest ? before.Failures + 1 : 1;
        return new FetchFault(digest, fault, failures, (1 << Math.Min(failures - 1, MostDoublings)) - 1);
    }
}
