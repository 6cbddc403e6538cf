using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Security;

namespace DenseEdge.FleetServer.Management;

/// <summary>Maps the management API, version 1.</summary>
internal static class ManagementRoutes
{
    /// <summary>Where it is.</summary>
    public const string Base = "/api/v1";

    /// <summary>Maps the endpoints. Reading needs a viewer; what needs more says so.</summary>
    public static void MapManagement(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup(Base).RequireAccess(Access.Viewer).WithRefusals(400, 401, 403, 429);
        api.MapServer();
        api.MapDevices();
        api.MapModels();
        api.MapRepositoryUpload();
        api.MapRollouts();
        api.MapEvents();
        api.MapReports();
        api.MapTokens();
    }
}
