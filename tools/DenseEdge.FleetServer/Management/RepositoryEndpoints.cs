using DenseEdge.Fleet;
using DenseEdge.Fleet.Repository;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.FleetServer.Auditing;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Problems;
using DenseEdge.FleetServer.Repository;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;
using Microsoft.Net.Http.Headers;

namespace DenseEdge.FleetServer.Management;

/// <summary>The signed repository: files that were signed elsewhere, written by operators and read by devices. This server holds
/// none of its keys.</summary>
internal static class RepositoryEndpoints
{
    private const string Tag = "Repository";

    /// <summary>Maps what operators write.</summary>
    public static void MapRepositoryUpload(this RouteGroupBuilder api) => api.MapPut("/repository/{kind}/{**path}", PutAsync)
        .WithTags(Tag).RequireAccess(Access.Operator).Audited("repository.put", "repository", "path")
        .WithRefusals(404, 409, 413).Accepts<Stream>("application/octet-stream", "*/*").WithMetadata(new LargeBody())
        .Says("putRepositoryFile", "Writes a file of the signed repository; only timestamp.json may be replaced.");

    /// <summary>Maps what devices read.</summary>
    public static void MapRepository(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/repository/{kind}/{**path}", [HttpMethods.Get, HttpMethods.Head], GetAsync)
        .WithTags(Tag).RequireAccess(Access.RepositoryReader).WithRefusals(404, 429)
        .Says("getRepositoryFile", "A file of the signed repository, whole or in ranges.");

    private static async Task<IResult> PutAsync(
        HttpContext context, IFleetStore store, IArtifactStore artifacts, ServerSettings settings, string kind, string path,
        CancellationToken cancellation)
    {
        if (!RepositoryPath.IsValid(kind, path))
        {
            return Problem.BadRequest(
                $"Expected metadata/… or targets/… with names of letters, digits and . _ : + ~ -, found '{kind}/{path}'.");
        }

        string name = $"{kind}/{path}";
        using ReceivedFile received = await artifacts.ReceiveAsync(
            context.Request.Body, settings.Limits.ArtifactBytes, cancellation);
        AuditSubject.Set(context, name, received.Content.Sha256);
        await artifacts.KeepAsync(received, cancellation);
        bool isNew = await store.Repository.PutAsync(
            name, received.Content.Sha256, received.Content.SizeBytes, RepositoryPath.IsReplaceable(name), cancellation);
        return isNew ? Results.Created($"/repository/{name}", null) : Results.NoContent();
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, IFleetStore store, IArtifactStore artifacts, string kind, string path,
        CancellationToken cancellation)
    {
        string name = $"{kind}/{path}";
        RepositoryFile? file = RepositoryPath.IsValid(kind, path)
            ? await store.Repository.FindAsync(name, cancellation)
            : null;
        Stream? stream = file is null ? null : await artifacts.OpenAsync(file.Sha256, file.SizeBytes, cancellation);
        if (stream is null)
        {
            return Problem.NotFound($"Expected a file of the signed repository, found no '{name}'.");
        }

        // Where a name keeps its content for good, caches between here and the devices may keep it too.
        context.Response.Headers.CacheControl
            = RepositoryPath.IsReplaceable(name) ? "no-cache" : "public, max-age=31536000, immutable";
        return Results.Stream(
            stream, name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/octet-stream",
            lastModified: DateTimeOffset.FromUnixTimeSeconds(file!.Written.ToUnixTimeSeconds()),
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }
}
