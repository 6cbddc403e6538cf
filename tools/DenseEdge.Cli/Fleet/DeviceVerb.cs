using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet devices.</summary>
internal static class DeviceVerb
{
    private const int PageSize = 500;

    /// <summary>Lists devices.</summary>
    /// <param name="session">The server.</param>
    /// <param name="filter">A filter; null for all.</param>
    /// <param name="sort">A field, with a hyphen before it for descending order; null for the id.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> ListAsync(FleetSession session, string? filter, string? sort, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        DeviceQuery query = new() { Filter = filter, Sort = sort, Limit = PageSize };
        List<DeviceView> devices = [];
        await foreach (DeviceView device in session.Client.ListAllDevicesAsync(query, cancellation).ConfigureAwait(false))
        {
            devices.Add(device);
        }

        session.Answer(new Page<DeviceView> { Items = devices, Total = devices.Count }, page => DeviceText.Table(page.Items));
        return ExitCodes.Done;
    }

    /// <summary>Shows a device and its history.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> ShowAsync(FleetSession session, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Answer(await session.Client.GetDeviceAsync(id, cancellation).ConfigureAwait(false), DeviceText.Write);
        return ExitCodes.Done;
    }

    /// <summary>Changes a device's name, tags or attributes.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its id.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> ChangeAsync(
        FleetSession session, string id, DeviceChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        DeviceDetail device = await session.Client.ChangeDeviceAsync(id, change, cancellation).ConfigureAwait(false);
        session.Answer(device, changed => $"{TerminalText.Of(changed.Id)}: tags {TerminalText.Of(string.Join(", ", changed.Tags))}\n");
        return ExitCodes.Done;
    }

    /// <summary>Makes a device.</summary>
    /// <param name="session">The server.</param>
    /// <param name="device">The device.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> AddAsync(FleetSession session, NewDevice device, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        NewDeviceAnswer made = await session.Client.CreateDeviceAsync(device, cancellation).ConfigureAwait(false);
        session.Answer(made, answer => $"{answer.Device.Id}: made. {TokenText(answer.Token)}");
        return ExitCodes.Done;
    }

    /// <summary>Gives a device a new token.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> RenewTokenAsync(FleetSession session, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        DeviceToken token = await session.Client.RenewDeviceTokenAsync(id, cancellation).ConfigureAwait(false);
        session.Answer(token, answer => $"{id}: the token before is void. {TokenText(answer.Token)}");
        return ExitCodes.Done;
    }

    /// <summary>Forgets a device.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> DeleteAsync(FleetSession session, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        await session.Client.DeleteDeviceAsync(id, cancellation).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    /// <summary>Tells one device to run a version.</summary>
    /// <param name="session">The server.</param>
    /// <param name="id">Its id.</param>
    /// <param name="assignment">The version.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> AssignAsync(
        FleetSession session, string id, Assignment assignment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        ActionView action = await session.Client.AssignAsync(id, assignment, cancellation).ConfigureAwait(false);
        session.Answer(action, made => FormattableString.Invariant(
            $"{TerminalText.Of(made.Device)}: {TerminalText.Of(made.Model)} {TerminalText.Of(made.Version)}, action {made.Id} {made.State}\n"));
        return ExitCodes.Done;
    }

    private static string TokenText(string token) => $"Its token, shown this once:\n{token}\n";
}
