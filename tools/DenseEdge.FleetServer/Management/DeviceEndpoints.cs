using DenseEdge.Fleet;
using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Auditing;
using DenseEdge.FleetServer.Management.Views;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Api = DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management;

/// <summary>Devices.</summary>
internal static class DeviceEndpoints
{
    private const int UsualLimit = 100;
    private const int ShownActions = 50;

    /// <summary>Maps them.</summary>
    public static void MapDevices(this RouteGroupBuilder api)
    {
        RouteGroupBuilder devices = api.MapGroup("/devices").WithTags("Devices");
        devices.MapGet("", ListAsync).Says("listDevices", "A page of the devices that a filter matches.");
        devices.MapGet("/{id}", ShowAsync).WithRefusals(404).Says("getDevice", "A device with its newest actions.");
        RouteGroupBuilder changes = api.MapGroup("/devices").WithTags("Devices").RequireAccess(Access.Operator)
            .WithRefusals(404, 409);
        changes.MapPost("", AddAsync).Audited("device.add", "device", null)
            .Says("addDevice", "Makes a device known; its token is shown this once.");
        changes.MapPatch("/{id}", ChangeAsync).Audited("device.change", "device")
            .Says("changeDevice", "Changes name, tags, attributes or the time between polls.");
        changes.MapPost("/{id}/token", RenewTokenAsync).Audited("device.token", "device")
            .Says("renewDeviceToken", "Gives a device a new token; the old one ends.");
        changes.MapDelete("/{id}", DeleteAsync).Audited("device.delete", "device")
            .Says("deleteDevice", "Forgets a device with its history.");
        changes.MapPost("/{id}/assign", AssignAsync).Audited("device.assign", "device")
            .Says("assignDevice", "Brings a version to one device, without a rollout.");
    }

    private static async Task<Ok<Api.Page<DeviceView>>> ListAsync(
        IFleetStore store, string? filter, int? limit, string? cursor, string? sort, CancellationToken cancellation)
    {
        Fleet.Page<Device> page = await store.Devices.ListAsync(
            new Fleet.Devices.DeviceQuery
            {
                Filter = filter,
                Limit = limit ?? UsualLimit,
                Cursor = cursor,
                Sort = sort ?? "id",
            },
            cancellation);
        return TypedResults.Ok(new Api.Page<DeviceView>
        {
            Items = [.. page.Items.Select(device => device.View())],
            Next = page.Next,
            Total = page.Total,
        });
    }

    private static async Task<Ok<DeviceDetail>> ShowAsync(IFleetStore store, string id, CancellationToken cancellation)
        => TypedResults.Ok(await DetailAsync(store, await FindAsync(store, id, cancellation), cancellation));

    private static async Task<Created<NewDeviceAnswer>> AddAsync(
        HttpContext context, IFleetStore store, Api.NewDevice body, CancellationToken cancellation)
    {
        AuditSubject.Set(context, body.Id);
        string secret = Secret.Create();
        Device device = await store.Devices.AddAsync(
            new Fleet.Devices.NewDevice
            {
                Id = body.Id,
                Name = body.Name,
                TokenHash = Secret.Hash(secret),
                Tags = body.Tags ?? [],
                Attributes = body.Attributes ?? new Dictionary<string, string>(),
            },
            cancellation);
        return TypedResults.Created(
            $"{ManagementRoutes.Base}/devices/{Uri.EscapeDataString(device.Id)}", new NewDeviceAnswer(device.View(), secret));
    }

    private static async Task<Ok<DeviceDetail>> ChangeAsync(
        IFleetStore store, string id, Api.DeviceChange body, CancellationToken cancellation)
    {
        Device device = await store.Devices.ChangeAsync(
            id,
            new Fleet.Devices.DeviceChange
            {
                Name = body.Name,
                AddTags = body.AddTags ?? [],
                RemoveTags = body.RemoveTags ?? [],
                Attributes = body.Attributes?.ToDictionary(pair => pair.Key, pair => pair.Value is "" ? null : pair.Value),
                PollSeconds = body.PollSeconds,
            },
            cancellation);
        return TypedResults.Ok(await DetailAsync(store, device, cancellation));
    }

    private static async Task<Ok<DeviceToken>> RenewTokenAsync(IFleetStore store, string id, CancellationToken cancellation)
    {
        string secret = Secret.Create();
        await store.Devices.SetTokenAsync(id, Secret.Hash(secret), cancellation);
        return TypedResults.Ok(new DeviceToken(secret));
    }

    private static async Task<NoContent> DeleteAsync(IFleetStore store, string id, CancellationToken cancellation)
        => await store.Devices.DeleteAsync(id, cancellation) ? TypedResults.NoContent() : throw NoDevice(id);

    private static async Task<Ok<ActionView>> AssignAsync(
        HttpContext context, IFleetStore store, string id, Assignment body, CancellationToken cancellation)
    {
        AuditSubject.Set(context, id, $"{body.Model} {body.Version}");
        DeviceAction action = await store.Actions.AssignAsync(
            new NewAssignment { Device = id, Model = body.Model, Version = body.Version }, cancellation);
        return TypedResults.Ok(action.View());
    }

    private static async Task<DeviceDetail> DetailAsync(IFleetStore store, Device device, CancellationToken cancellation)
        => device.Detail(await store.Actions.ListAsync(device.Id, ShownActions, cancellation));

    private static async Task<Device> FindAsync(IFleetStore store, string id, CancellationToken cancellation)
        => await store.Devices.FindAsync(id, cancellation) ?? throw NoDevice(id);

    private static Fleet.FleetException NoDevice(string id)
        => new Fleet.FleetException(FleetFault.NotFound, $"Expected a device that is known, found no '{id}'.");
}
