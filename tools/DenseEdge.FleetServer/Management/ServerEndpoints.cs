using System.Reflection;
using DenseEdge.Fleet;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DenseEdge.FleetServer.Management;

/// <summary>What the server says of itself.</summary>
internal static class ServerEndpoints
{
    /// <summary>The program's version, such as 0.1.0.</summary>
    public static string Version { get; } = typeof(ServerEndpoints).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Maps it.</summary>
    public static void MapServer(this RouteGroupBuilder api) => api.MapGet("/server", ShowAsync).WithTags("Server")
        .Says("getServer", "The server, and what the token may do.");

    private static async Task<Ok<ServerView>> ShowAsync(
        HttpContext context, IFleetStore store, ServerSettings settings, CancellationToken cancellation)
        => TypedResults.Ok(new ServerView
        {
            Version = Version,
            Database = store.Kind == DatabaseKind.Sqlite ? "sqlite" : "postgresql",
            Node = NodeName.Text,
            Time = await store.NowAsync(cancellation),
            Role = ApiWord.Of(PersonCaller.Of(context).Token.Role),
            Tenant = settings.Tenant,
            PollSeconds = settings.PollSeconds,
        });
}
