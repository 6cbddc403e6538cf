using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.FleetServer.Background;
using DenseEdge.FleetServer.Ddi;
using DenseEdge.FleetServer.Events;
using DenseEdge.FleetServer.Limits;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Polls;
using DenseEdge.FleetServer.Problems;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Telemetry;

namespace DenseEdge.FleetServer.Hosting;

/// <summary>A node's parts. None has state that another node would need, but for some seconds of polls.</summary>
internal static class FleetServices
{
    private const int DeepestNesting = 16;
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(20);

    /// <summary>Adds them.</summary>
    public static void AddFleet(this IServiceCollection services, ServerSettings settings, FleetDatabase store)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IFleetStore>(store);
        services.AddSingleton(new RolloutEngine(store));
        services.AddSingleton(provider => ArtifactPlace.Open(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new ChangeHub(settings.Limits.EventStreams));
        services.AddSingleton<FleetMeter>().AddSingleton<MetricCollector>();
        services.AddSingleton<PollLedger>().AddSingleton<TokenDirectory>().AddSingleton<DeviceProof>().AddSingleton<ClientLimits>();
        services.AddDdi();
        services.AddApiDescription();
        services.AddExceptionHandler<FaultHandler>();
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = ClientLimits.PerAddress(settings.Limits);
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        });
        services.AddJson();
        services.AddHostedService<RolloutScheduler>().AddHostedService<LedgerWriter>().AddHostedService<ChangeReader>()
            .AddHostedService<StoreKeeper>().AddHostedService<ArtifactKeeper>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    // A member that isn't known is refused: a rollout whose misspelt threshold was skipped would be a dangerous one. Reflection
    // reads bodies, since generated code gives a member that is left out no default of its record.
    private static void AddJson(this IServiceCollection services) => services.ConfigureHttpJsonOptions(http =>
    {
        JsonSerializerOptions json = http.SerializerOptions;
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectNullableAnnotations = true;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = DeepestNesting;
    });
}
