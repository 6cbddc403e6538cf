using System.Runtime.CompilerServices;

namespace DenseEdge.FleetApi;

/// <content>Devices.</content>
public sealed partial class FleetClient
{
    /// <summary>Lists devices.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<Page<DeviceView>> ListDevicesAsync(DeviceQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        string path = new QueryText("devices").With("filter", query.Filter).With("limit", query.Limit)
            .With("cursor", query.Cursor).With("sort", query.Sort).ToString();
        return GetAsync(path, FleetJson.Default.PageDeviceView, cancellation);
    }

    /// <summary>Lists all devices that match, part by part.</summary>
    /// <param name="query">Which ones, and how many at a time.</param>
    /// <param name="cancellation">Ends the requests.</param>
    public async IAsyncEnumerable<DeviceView> ListAllDevicesAsync(
        DeviceQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        for (DeviceQuery? next = query; next is not null;)
        {
            Page<DeviceView> page = await ListDevicesAsync(next, cancellation).ConfigureAwait(false);
            foreach (DeviceView device in page.Items)
            {
                yield return device;
            }

            next = page.Next is { } cursor ? query with { Cursor = cursor } : null;
        }
    }

    /// <summary>Reads a device and its history.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<DeviceDetail> GetDeviceAsync(string id, CancellationToken cancellation)
        => GetAsync(DevicePath(id), FleetJson.Default.DeviceDetail, cancellation);

    /// <summary>Makes a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<NewDeviceAnswer> CreateDeviceAsync(NewDevice device, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post, "devices", device, FleetJson.Default.NewDevice, FleetJson.Default.NewDeviceAnswer, cancellation);

    /// <summary>Changes a device.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<DeviceDetail> ChangeDeviceAsync(string id, DeviceChange change, CancellationToken cancellation) => SendAsync(
        HttpMethod.Patch, DevicePath(id), change, FleetJson.Default.DeviceChange, FleetJson.Default.DeviceDetail, cancellation);

    /// <summary>Gives a device a new token; the one before is void at once.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<DeviceToken> RenewDeviceTokenAsync(string id, CancellationToken cancellation)
        => AskAsync(HttpMethod.Post, $"{DevicePath(id)}/token", null, FleetJson.Default.DeviceToken, cancellation);

    /// <summary>Forgets a device.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task DeleteDeviceAsync(string id, CancellationToken cancellation)
        => OrderAsync(HttpMethod.Delete, DevicePath(id), null, cancellation);

    /// <summary>Tells one device to run a version, without a rollout.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="assignment">The version.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<ActionView> AssignAsync(string id, Assignment assignment, CancellationToken cancellation) => SendAsync(
        HttpMethod.Post,
        $"{DevicePath(id)}/assign",
        assignment,
        FleetJson.Default.Assignment,
        FleetJson.Default.ActionView,
        cancellation);

    private static string DevicePath(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);

        // A client would walk up the path at these two, so that another resource would be asked.
        return id is "." or ".."
            ? throw new ArgumentException($"Expected a device's id, found '{id}'.", nameof(id))
            : $"devices/{Uri.EscapeDataString(id)}";
    }
}
