namespace DenseEdge.FleetServer.Security;

/// <summary>Says who may use endpoints.</summary>
internal static class AccessConventions
{
    /// <summary>Says who may use an endpoint or a group of them; the innermost word counts.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint, Access access)
        where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new AccessRequirement(access));

    /// <summary>Refuses to start with an endpoint of which nobody has said who may use it.</summary>
    /// <exception cref="InvalidOperationException">There is such an endpoint.</exception>
    public static void RequireAccessEverywhere(this IEndpointRouteBuilder routes)
    {
        foreach (Endpoint endpoint in routes.DataSources.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetMetadata<AccessRequirement>() is null)
            {
                throw new InvalidOperationException($"Nobody has said who may use the endpoint '{endpoint.DisplayName}'.");
            }
        }
    }
}
