using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Problems;

namespace DenseEdge.FleetServer.OpenApi;

/// <summary>What the API's description says of an endpoint.</summary>
internal static class EndpointWords
{
    /// <summary>Names an endpoint and says what it does.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">Its name in generated clients; unique.</param>
    /// <param name="summary">One sentence.</param>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder endpoint, string name, string summary)
        => endpoint.WithName(name).WithSummary(summary);

    /// <summary>Says with which statuses it refuses; the body is problem+json.</summary>
    public static TBuilder WithRefusals<TBuilder>(this TBuilder endpoint, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (int status in statuses)
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(FleetProblem), [Problem.MediaType]));
        }

        return endpoint;
    }
}
