using System.Globalization;
using System.Text;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>Devices, for people.</summary>
internal static class DeviceText
{
    /// <summary>A table of devices.</summary>
    /// <param name="devices">The devices.</param>
    public static string Table(IReadOnlyList<DeviceView> devices)
    {
        ArgumentNullException.ThrowIfNull(devices);
        TextTable table = new("id", "board", "state", "health", "runs", "assigned", "p95", "temperature", "last poll", "tags");
        foreach (DeviceView device in devices)
        {
            table.Add(
                device.Id, device.Board ?? "", device.State, device.Health, Runs(device), device.AssignedVersion ?? "",
                TerminalText.Of(device.LatencyP95Ms, "ms"), TerminalText.Of(device.TemperatureC, "°C"),
                TerminalText.Of(device.LastPoll), string.Join(", ", device.Tags));
        }

        return table + FormattableString.Invariant($"{devices.Count} devices\n");
    }

    /// <summary>A device and its history.</summary>
    /// <param name="device">The device.</param>
    public static string Write(DeviceDetail device)
    {
        ArgumentNullException.ThrowIfNull(device);
        StringBuilder text = new();
        Fact(text, "id", device.Id);
        Fact(text, "name", device.Name);
        Fact(text, "state", $"{device.State}, health {device.Health}");
        Fact(text, "runs", Runs(device));
        Fact(text, "digest", device.Digest);
        Fact(text, "assigned", device.AssignedVersion);
        Fact(text, "tags", string.Join(", ", device.Tags));
        Fact(text, "pinned", string.Join(", ", device.Pinned));
        Fact(text, "latency", $"p50 {TerminalText.Of(device.LatencyP50Ms, "ms")}, p95 {TerminalText.Of(device.LatencyP95Ms, "ms")}");
        Fact(text, "first seen", TerminalText.Of(device.FirstSeen));
        Fact(text, "last poll", $"{TerminalText.Of(device.LastPoll)} from {TerminalText.Of(device.Address)}");
        foreach ((string name, string value) in device.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Fact(text, "attribute", $"{name} = {value}");
        }

        foreach (ActionView action in device.Actions)
        {
            Write(text, action);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, ActionView action)
    {
        string rollout = action.Rollout is { } id ? string.Create(CultureInfo.InvariantCulture, $", rollout {id}") : "";
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nAction {action.Id}: {TerminalText.Of(action.Model)} {TerminalText.Of(action.Version)}, {action.State}{rollout}, "
            + $"attempt {action.Attempts}, made {TerminalText.Of(action.Created)}\n");
        foreach (ActionReport report in action.Reports)
        {
            string details = TerminalText.Of(string.Join("; ", report.Details));
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {TerminalText.Of(report.Time)}  {report.Execution,-10} {report.Result,-8} {details}\n");
        }
    }

    private static void Fact(StringBuilder text, string name, string? value)
        => text.Append(CultureInfo.InvariantCulture, $"{name,-12}{TerminalText.Of(value)}\n");

    private static string Runs(DeviceView device) => device.Model is null ? "" : $"{device.Model} {device.Version}";
}
