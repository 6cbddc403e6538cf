namespace DenseEdge.Fleet.Audit;

/// <summary>Something that somebody did.</summary>
/// <param name="Id">Its number; a later one is greater.</param>
/// <param name="Time">When.</param>
/// <param name="Who">Name of the token, or "system".</param>
/// <param name="What">What was done, such as "rollout.abort".</param>
/// <param name="Subject">To what, such as "rollout 7"; null if to nothing in particular.</param>
/// <param name="Detail">What else is worth knowing; null if nothing.</param>
/// <param name="Address">From which address; null if unknown.</param>
public sealed record AuditEntry(
    long Id, DateTimeOffset Time, string Who, string What, string? Subject, string? Detail, string? Address);
