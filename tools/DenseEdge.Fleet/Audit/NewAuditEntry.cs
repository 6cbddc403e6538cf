namespace DenseEdge.Fleet.Audit;

/// <summary>Something that somebody does.</summary>
/// <param name="Who">Name of the token, or "system".</param>
/// <param name="What">What is done, such as "rollout.abort".</param>
/// <param name="Subject">To what, such as "rollout 7"; null if to nothing in particular.</param>
/// <param name="Detail">What else is worth knowing; null if nothing.</param>
/// <param name="Address">From which address; null if unknown.</param>
public sealed record NewAuditEntry(
    string Who, string What, string? Subject = null, string? Detail = null, string? Address = null);
