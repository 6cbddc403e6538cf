using System.Globalization;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Models;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.FleetServer.Auditing;
using DenseEdge.FleetServer.Management.Views;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DenseEdge.FleetServer.Management;

/// <summary>Model versions and their files.</summary>
internal static class ModelEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapModels(this RouteGroupBuilder api)
    {
        RouteGroupBuilder models = api.MapGroup("/models").WithTags("Models");
        models.MapGet("", ListAsync).Says("listModels", "All model versions, newest first.");
        models.MapPost("", PublishAsync).RequireAccess(Access.Operator).Audited("model.publish", "model", null)
            .WithRefusals(409, 413).Accepts<Stream>("application/octet-stream", "*/*").WithMetadata(new LargeBody())
            .Says("publishModel", "Publishes a file, the request's body: a bundle, or any other with model and version named.");
        models.MapDelete("/{id:long}", DeleteAsync).RequireAccess(Access.Operator).Audited("model.delete", "model")
            .WithRefusals(404, 409).Says("deleteModel", "Removes a version that nothing needs any more.");
    }

    private static async Task<Ok<IReadOnlyList<ModelView>>> ListAsync(IFleetStore store, CancellationToken cancellation)
    {
        IReadOnlyList<ModelVersion> models = await store.Models.ListAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<ModelView>>([.. models.Select(model => model.View())]);
    }

    private static async Task<Created<ModelView>> PublishAsync(
        HttpContext context, IFleetStore store, IArtifactStore artifacts, ServerSettings settings, string file, string? model,
        string? version, CancellationToken cancellation)
    {
        UploadedModel.RequireFileName(file);
        using ReceivedFile received = await artifacts.ReceiveAsync(
            context.Request.Body, settings.Limits.ArtifactBytes, cancellation);
        NewModel read = UploadedModel.Read(received, file, model, version);
        AuditSubject.Set(context, $"{read.Name}/{read.Version}", received.Content.Sha256);

        // The file first: a version in the database always has its file. One whose version is refused is collected later.
        await artifacts.KeepAsync(received, cancellation);
        ModelVersion added = await store.Models.AddAsync(read, cancellation);
        return TypedResults.Created(
            string.Create(CultureInfo.InvariantCulture, $"{ManagementRoutes.Base}/models/{added.Id}"), added.View());
    }

    private static async Task<NoContent> DeleteAsync(IFleetStore store, long id, CancellationToken cancellation)
    {
        if (await store.Models.FindAsync(id, cancellation) is null)
        {
            throw new Fleet.FleetException(
                FleetFault.NotFound, string.Create(CultureInfo.InvariantCulture, $"Expected a model version, found no {id}."));
        }

        await store.Models.DeleteAsync(id, cancellation);
        return TypedResults.NoContent();
    }
}
