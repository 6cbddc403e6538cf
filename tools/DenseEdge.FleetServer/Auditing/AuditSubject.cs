namespace DenseEdge.FleetServer.Auditing;

/// <summary>What a request has changed, said by its endpoint where the path doesn't.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Detail">What else is worth knowing; null for nothing.</param>
internal sealed record AuditSubject(string Id, string? Detail = null)
{
    /// <summary>Says it.</summary>
    public static void Set(HttpContext context, string id, string? detail = null)
        => context.Features.Set(new AuditSubject(id, detail));
}
