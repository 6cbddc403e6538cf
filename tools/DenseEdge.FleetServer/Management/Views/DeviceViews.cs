using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Devices;
using DenseEdge.FleetApi;
using Api = DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management.Views;

/// <summary>Devices and actions as the API shows them.</summary>
internal static class DeviceViews
{
    /// <summary>A device in a list.</summary>
    public static DeviceView View(this Device device) => device.Detail([]);

    /// <summary>A device with its actions.</summary>
    public static DeviceDetail Detail(this Device device, IReadOnlyList<DeviceAction> actions) => new()
    {
        Id = device.Id,
        Name = device.Name,
        Board = device.Board,
        Tags = device.Tags,
        Attributes = device.Attributes,
        State = ApiWord.Of(device.State),
        Health = ApiWord.Of(device.Health),
        Model = device.Model,
        Version = device.Version,
        Digest = device.Digest,
        AssignedVersion = device.AssignedVersion,
        FirstSeen = device.FirstSeen,
        LastPoll = device.LastPoll,
        PollSeconds = device.PollSeconds,
        LatencyP50Ms = device.LatencyP50Ms,
        LatencyP95Ms = device.LatencyP95Ms,
        TemperatureC = device.TemperatureC,
        Address = device.Address,
        Pinned = [.. device.Pinned.Select(Pin)],
        Actions = [.. actions.Select(View)],
    };

    /// <summary>An action.</summary>
    public static ActionView View(this DeviceAction action) => new()
    {
        Id = action.Id,
        Device = action.Device,
        Rollout = action.Rollout,
        Model = action.Model,
        Version = action.Version,
        State = ApiWord.Of(action.State),
        Attempts = action.Attempt,
        Created = action.Created,
        Offered = action.Offered,
        Started = action.Started,
        Ended = action.Ended,
        Progress = action.Progress is { } progress ? new Api.ActionProgress(progress.Done, progress.Of ?? 0) : null,
        Reports = [.. action.Reports.Select(View)],
    };

    private static Api.ActionReport View(Fleet.Actions.ActionReport report) => new()
    {
        Time = report.Time,
        // What the server notes by itself has no execution of DDI's.
        Execution = report.Execution is { } execution ? ApiWord.Of(execution) : "server",
        Result = ApiWord.Of(report.Result),
        Code = report.Code,
        Details = report.Details,
    };

    // "scene 1.4.0" of the store is "scene/1.4.0" of the API; a version has no blank.
    private static string Pin(string pin)
    {
        int blank = pin.LastIndexOf(' ');
        return blank < 0 ? pin : $"{pin[..blank]}/{pin[(blank + 1)..]}";
    }
}
