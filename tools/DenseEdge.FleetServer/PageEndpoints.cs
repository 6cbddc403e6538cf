using DenseEdge.FleetServer.Security;
using Microsoft.Net.Http.Headers;

namespace DenseEdge.FleetServer;

/// <summary>Serves the page at /, and its files below it. Whoever sees them needs a token for everything that they show.</summary>
internal static class PageEndpoints
{
    // Stricter than for other answers. Own files only, nothing inline, no markup from strings: text of devices stays text even if a line of the page forgot it.
    private const string Policy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'";

    /// <summary>Adds the page.</summary>
    /// <param name="endpoints">The server.</param>
    public static void MapPage(this IEndpointRouteBuilder endpoints)
    {
        foreach ((string path, PageFile file) in PageFiles.All)
        {
            Map(endpoints, path == PageFiles.Index ? "/" : $"/{path}", file);
        }
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, PageFile file)
        => endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, file))
            .RequireAccess(Access.Anyone).ExcludeFromDescription();

    private static Task SendAsync(HttpContext context, PageFile file)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-cache";

        // The tag names the content, so a browser that has it asks with If-None-Match and gets 304.
        return Results.Bytes(file.Content, file.MediaType, entityTag: new EntityTagHeaderValue(file.Tag)).ExecuteAsync(context);
    }
}
