namespace DenseEdge.Agent.Health;

/// <summary>What an app says about the active model: a line of the control socket, or <c>health/APP.json</c>.</summary>
/// <param name="Healthy">Whether all is well.</param>
/// <param name="Digest">The bundle that it is about; null for the active one.</param>
/// <param name="Reason">What is wrong; null if nothing is.</param>
public sealed record AppReport(bool Healthy, string? Digest, string? Reason)
{
    /// <summary>How long frames take; null if the app doesn't tell.</summary>
    public AppLatency? Latency { get; init; }
}
