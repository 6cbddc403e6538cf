using DenseEdge.FleetServer.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace DenseEdge.FleetServer.Tests.Access;

/// <summary>Every endpoint that a node has, as the node itself knows them: a new one can't be forgotten.</summary>
internal static class EndpointList
{
    /// <summary>Lists method, template, a path that it matches, and who may use it.</summary>
    /// <param name="app">The node.</param>
    /// <param name="withPage">Whether the page's files are wanted too, which no description of the API has.</param>
    public static IEnumerable<(string Method, string Template, string Path, Security.Access Access)> Of(
        WebApplication app, bool withPage = false)
    {
        foreach (RouteEndpoint endpoint in ((IEndpointRouteBuilder)app).DataSources
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (!withPage && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is { ExcludeFromDescription: true })
            {
                continue;
            }

            IReadOnlyList<string> methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            Security.Access access = endpoint.Metadata.GetMetadata<AccessRequirement>()!.Access;
            foreach (string method in methods)
            {
                yield return (method, endpoint.RoutePattern.RawText!, Fill(endpoint.RoutePattern), access);
            }
        }
    }

    private static string Fill(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(Fill))));

    private static string Fill(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { Name: "tenant" } => "default",
        RoutePatternParameterPart { Name: "kind" } => "metadata",
        RoutePatternParameterPart { Name: "documentName" } => "v1",
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content == "long") => "999999",
        RoutePatternParameterPart => "nobody-1",
        RoutePatternSeparatorPart separator => separator.Content,
        _ => throw new InvalidOperationException($"A part of a path that the test doesn't know: {part}."),
    };
}
