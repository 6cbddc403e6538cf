namespace DenseEdge.FleetServer.Auditing;

/// <summary>An endpoint's metadata: it changes something, and what that is called in the audit log.</summary>
/// <param name="What">Such as rollout.abort.</param>
/// <param name="Noun">What it is done to, such as rollout.</param>
/// <param name="RouteKey">The path's part that says to which; null if only the endpoint itself can say.</param>
internal sealed record AuditAction(string What, string Noun, string? RouteKey);
