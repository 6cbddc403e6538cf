using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Security;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>Maps hawkBit's Direct Device Integration.</summary>
internal static class DdiRoutes
{
    /// <summary>Adds what the endpoints need.</summary>
    public static void AddDdi(this IServiceCollection services) => services
        .AddSingleton<PollEndpoints>()
        .AddSingleton<ActionEndpoints>()
        .AddSingleton<AttributeEndpoints>()
        .AddSingleton<ConfirmationEndpoints>()
        .AddSingleton<ArtifactDownload>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapDdi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder device = routes.MapGroup(DdiPaths.Device).RequireAccess(Access.Device).WithTags(DdiPaths.Tag)
            .WithRefusals(400, 401, 404, 429);
        device.MapGet("", (HttpContext context, string tenant, string id, PollEndpoints polls) => polls.PollAsync(context))
            .WithMetadata(new RegistersDevices())
            .Says("poll", "The poll: when to come again, and links to what there is to do. Answers 304 to a known ETag.");
        MapActions(device);
        MapConfirmation(device);
        device.MapPut("/configData", (HttpContext context, string tenant, string id, AttributeEndpoints attributes)
                => attributes.PutAsync(context))
            .Says("putConfigData", "The device's attributes: merge, replace or remove. Health and latency come in here too.");
        device.MapGet("/softwaremodules/{moduleId:long}/artifacts",
                (HttpContext context, string tenant, string id, long moduleId, ArtifactDownload files)
                    => files.ListAsync(context, moduleId))
            .Says("listArtifacts", "The files of a model version that the device has an update for.");
        device.MapMethods("/softwaremodules/{moduleId:long}/artifacts/{fileName}", [HttpMethods.Get, HttpMethods.Head],
                (HttpContext context, string tenant, string id, long moduleId, string fileName, ArtifactDownload files)
                    => files.DownloadAsync(context, moduleId, fileName))
            .Says("downloadArtifact", "A file, whole or in ranges; with .MD5SUM after its name, its checksum.");
    }

    private static void MapActions(RouteGroupBuilder device)
    {
        device.MapGet("/deploymentBase/{actionId:long}",
                (HttpContext context, string tenant, string id, long actionId, int? actionHistory, ActionEndpoints actions)
                    => actions.DeployAsync(context, actionId, actionHistory))
            .Says("startDeployment", "What to install. Reading it starts the update, unless it was withdrawn.");
        device.MapPost("/deploymentBase/{actionId:long}/feedback",
                (HttpContext context, string tenant, string id, long actionId, ActionEndpoints actions)
                    => actions.ReportAsync(context, actionId))
            .WithRefusals(410).Says("reportDeployment", "How the update goes, with any of DDI's executions and results.");
        device.MapGet("/cancelAction/{actionId:long}",
                (HttpContext context, string tenant, string id, long actionId, ActionEndpoints actions)
                    => actions.ShowCancelAsync(context, actionId))
            .Says("showCancel", "Which action to stop.");
        device.MapPost("/cancelAction/{actionId:long}/feedback",
                (HttpContext context, string tenant, string id, long actionId, ActionEndpoints actions)
                    => actions.ReportCancelAsync(context, actionId))
            .WithRefusals(410).Says("reportCancel", "Whether the device stops it, or refuses to.");
        device.MapGet("/installedBase/{actionId:long}",
                (HttpContext context, string tenant, string id, long actionId, int? actionHistory, ActionEndpoints actions)
                    => actions.ShowInstalledAsync(context, actionId, actionHistory))
            .Says("showInstalled", "An update that has succeeded.");
    }

    private static void MapConfirmation(RouteGroupBuilder device)
    {
        RouteGroupBuilder confirmation = device.MapGroup("/confirmationBase");
        confirmation.MapGet("", (HttpContext context, string tenant, string id, ConfirmationEndpoints confirmations)
                => confirmations.ShowAsync(context))
            .WithMetadata(new RegistersDevices())
            .Says("showConfirmation", "Whether the device confirms updates by itself, and what waits for its word.");
        confirmation.MapPost("/activateAutoConfirm",
                (HttpContext context, string tenant, string id, ConfirmationEndpoints confirmations)
                    => confirmations.ActivateAsync(context))
            .Says("activateAutoConfirm", "From now on the device confirms updates by itself.");
        confirmation.MapPost("/deactivateAutoConfirm",
                (HttpContext context, string tenant, string id, ConfirmationEndpoints confirmations)
                    => confirmations.DeactivateAsync(context))
            .Says("deactivateAutoConfirm", "From now on updates wait for the device's word.");
        confirmation.MapGet("/{actionId:long}",
                (HttpContext context, string tenant, string id, long actionId, int? actionHistory, ActionEndpoints actions)
                    => actions.ShowConfirmationAsync(context, actionId, actionHistory))
            .Says("showConfirmationAction", "What would be installed.");
        confirmation.MapPost("/{actionId:long}/feedback",
                (HttpContext context, string tenant, string id, long actionId, ActionEndpoints actions)
                    => actions.ConfirmAsync(context, actionId))
            .WithRefusals(410).Says("confirm", "Whether the update may be installed.");
    }
}
