using System.Data.Common;
using System.Net;
using DenseEdge.Fleet;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Problems;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Telemetry;

namespace DenseEdge.FleetServer.Health;

/// <summary>What a load balancer and a monitor ask.</summary>
internal static class HealthRoutes
{
    private const string Tag = "Operation";
    private static readonly TimeSpan PatienceForTheDatabase = TimeSpan.FromSeconds(3);

    /// <summary>Maps it.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).RequireAccess(Access.Anyone).WithTags(Tag)
            .Produces<string>(contentType: "text/plain").WithRefusals(429).Says("isLive", "The process answers.");
        routes.MapGet("/health/ready", ReadyAsync).RequireAccess(Access.Anyone).WithTags(Tag)
            .Produces<string>(contentType: "text/plain").WithRefusals(429, 503).Says("isReady", "The database answers too.");
        routes.MapGet("/metrics", (MetricCollector metrics) => Results.Text(
                PrometheusText.Write(metrics.Collect()), PrometheusText.MediaType))
            .RequireAccess(Access.Viewer).WithTags(Tag).Produces<string>(contentType: "text/plain").WithRefusals(401, 403, 429)
            .Says("getMetrics", "What the node measures, in Prometheus' text format.");
    }

    private static async Task<IResult> ReadyAsync(
        IFleetStore store, IHostApplicationLifetime lifetime, TimeProvider time, CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Problem.Result(HttpStatusCode.ServiceUnavailable, "The node ends.");
        }

        using CancellationTokenSource patience = new(PatienceForTheDatabase, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            await store.NowAsync(either.Token).WaitAsync(either.Token);
            return Results.Text("ready");
        }
        catch (Exception fault) when (fault is DbException or OperationCanceledException or TimeoutException)
        {
            return Problem.Result(HttpStatusCode.ServiceUnavailable, "The database doesn't answer.");
        }
    }
}
