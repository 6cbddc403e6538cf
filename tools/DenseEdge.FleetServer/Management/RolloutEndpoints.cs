using System.Globalization;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Rollouts;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Auditing;
using DenseEdge.FleetServer.Management.Views;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Api = DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management;

/// <summary>Rollouts and what people do with them.</summary>
internal static class RolloutEndpoints
{
    private const int UsualLimit = 100;

    /// <summary>Maps them.</summary>
    public static void MapRollouts(this RouteGroupBuilder api)
    {
        RouteGroupBuilder rollouts = api.MapGroup("/rollouts").WithTags("Rollouts").WithRefusals(404);
        rollouts.MapGet("", ListAsync).Says("listRollouts", "All rollouts, newest first.");
        rollouts.MapGet("/{id:long}", ShowAsync).Says("getRollout", "A rollout with its groups.");
        rollouts.MapGet("/{id:long}/devices", ListDevicesAsync)
            .Says("listRolloutDevices", "A page of a rollout's devices, each by its newest action.");
        RouteGroupBuilder changes = api.MapGroup("/rollouts").WithTags("Rollouts").RequireAccess(Access.Operator)
            .WithRefusals(404, 409);
        changes.MapPost("", AddAsync).Audited("rollout.create", "rollout", null)
            .Says("createRollout", "Makes a rollout, and starts it if asked to.");
        changes.MapSteering("start", "Puts the devices into groups and begins.", store => store.Rollouts.StartAsync);
        changes.MapSteering("pause", "Offers it to no more devices.", store => store.Rollouts.PauseAsync);
        changes.MapSteering("resume", "Goes on after a pause.", store => store.Rollouts.ResumeAsync);
        changes.MapSteering(
            "abort", "Ends it: no device starts after the answer, and the version is pinned.", store => store.Rollouts.AbortAsync);
        changes.MapSteering("retry", "Tries again on devices that failed or were held back.", store => store.Rollouts.RetryAsync);
        changes.MapSteering("next", "Begins the next group at once.", store => store.Rollouts.NextAsync);
    }

    private static void MapSteering(
        this RouteGroupBuilder rollouts, string verb, string summary,
        Func<IFleetStore, Func<long, CancellationToken, Task<Rollout>>> steer)
        => rollouts.MapPost(
                "/{id:long}/" + verb,
                async Task<Ok<RolloutView>> (IFleetStore store, long id, CancellationToken cancellation)
                    => TypedResults.Ok((await steer(store)(id, cancellation)).View()))
            .Audited("rollout." + verb, "rollout").Says(verb + "Rollout", summary);

    private static async Task<Ok<IReadOnlyList<RolloutView>>> ListAsync(IFleetStore store, CancellationToken cancellation)
    {
        IReadOnlyList<Rollout> rollouts = await store.Rollouts.ListAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<RolloutView>>([.. rollouts.Select(rollout => rollout.View())]);
    }

    private static async Task<Ok<RolloutView>> ShowAsync(IFleetStore store, long id, CancellationToken cancellation)
        => TypedResults.Ok((await store.Rollouts.FindAsync(id, cancellation) ?? throw NoRollout(id)).View());

    private static async Task<Ok<Api.Page<ActionView>>> ListDevicesAsync(
        IFleetStore store, long id, string? state, int? limit, string? cursor, CancellationToken cancellation)
    {
        Fleet.Page<DeviceAction> page = await store.Rollouts.ListDevicesAsync(
            id, new RolloutDeviceQuery { State = State(state), Limit = limit ?? UsualLimit, Cursor = cursor }, cancellation);
        return TypedResults.Ok(new Api.Page<ActionView>
        {
            Items = [.. page.Items.Select(action => action.View())],
            Next = page.Next,
            Total = page.Total,
        });
    }

    private static async Task<Created<RolloutView>> AddAsync(
        HttpContext context, IFleetStore store, Api.NewRollout body, CancellationToken cancellation)
    {
        Rollout rollout = await store.Rollouts.AddAsync(
            RolloutRequest.Read(body, PersonCaller.Of(context).Token.Name), cancellation);
        string id = rollout.Id.ToString(CultureInfo.InvariantCulture);
        AuditSubject.Set(context, id, $"{rollout.Model} {rollout.Version}");
        return TypedResults.Created($"{ManagementRoutes.Base}/rollouts/{id}", rollout.View());
    }

    private static ActionState? State(string? word)
    {
        if (string.IsNullOrEmpty(word))
        {
            return null;
        }

        return ApiWord.TryRead(word, out ActionState state)
            ? state
            : throw new Fleet.FleetException(
                FleetFault.Invalid, $"state: expected one of {ApiWord.All<ActionState>()}, found '{word}'.");
    }

    private static Fleet.FleetException NoRollout(long id) => new(
        FleetFault.NotFound, string.Create(CultureInfo.InvariantCulture, $"Expected a rollout, found no {id}."));
}
