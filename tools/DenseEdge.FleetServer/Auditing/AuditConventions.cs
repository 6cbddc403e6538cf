namespace DenseEdge.FleetServer.Auditing;

/// <summary>Says which endpoints change something.</summary>
internal static class AuditConventions
{
    /// <summary>Writes every call of an endpoint into the audit log.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="what">What it does, such as rollout.abort.</param>
    /// <param name="noun">What to, such as rollout.</param>
    /// <param name="routeKey">The path's part that says to which; null if the endpoint says it.</param>
    public static RouteHandlerBuilder Audited(
        this RouteHandlerBuilder endpoint, string what, string noun, string? routeKey = "id")
        => endpoint.WithMetadata(new AuditAction(what, noun, routeKey));
}
