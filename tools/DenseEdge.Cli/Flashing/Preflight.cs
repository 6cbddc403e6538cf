using System.Globalization;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>Judges what a device said about itself.</summary>
internal static class Preflight
{
    /// <summary>The framework that the agent runs on.</summary>
    private const string RuntimeMajor = "10.";

    private const double BytesPerMegabyte = 1e6;

    // Metadata live for days: an hour does no harm, a day may.
    private static readonly TimeSpan SmallClockError = TimeSpan.FromMinutes(5);

    /// <summary>Judges everything.</summary>
    /// <param name="probe">What the device said.</param>
    /// <param name="store">The store's folder there.</param>
    /// <param name="payload">What it shall take; null if nothing is sent.</param>
    /// <param name="agent">The agent that it would get.</param>
    /// <param name="now">The time here.</param>
    public static IReadOnlyList<PreflightFinding> Judge(
        DeviceProbe probe, string store, FlashPayload? payload, AgentFolder agent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(agent);
        List<PreflightFinding> findings =
        [
            Tools(probe), Processor(probe, agent), Runtime(probe, agent), Store(probe, store), Clock(probe, now),
            Program(probe, agent),
        ];
        if (payload is not null)
        {
            findings.Insert(4, Space(probe, payload, agent));
        }

        return findings;
    }

    private static PreflightFinding Tools(DeviceProbe probe) => probe.MissingTools.Count == 0
        ? Good("shell", $"as {probe.User}")
        : Fault(
            "shell", $"expected the programs of a Linux system, found none called {string.Join(", ", probe.MissingTools)}",
            "Install coreutils and util-linux there, or the full BusyBox");

    private static PreflightFinding Processor(DeviceProbe probe, AgentFolder agent)
        => probe.AgentIsInstalled || agent.Machine is null || agent.Machine == probe.Machine
            ? Good("processor", probe.Machine)
            : Fault(
                "processor", $"expected {agent.Machine}, for which the agent was built here, found {probe.Machine}",
                $"Publish tools/DenseEdge.AgentService for {Identifier(probe.Machine)} and name its folder by --agent");

    private static PreflightFinding Runtime(DeviceProbe probe, AgentFolder agent)
    {
        string[] fitting =
            [.. probe.RuntimeVersions.Where(version => version.StartsWith(RuntimeMajor, StringComparison.Ordinal))];
        if (fitting.Length > 0)
        {
            return Good("runtime", $".NET {fitting[^1]}, {probe.Runtime}");
        }

        if (agent.IsSelfContained && !probe.AgentIsInstalled)
        {
            return Good("runtime", "none needed, the agent brings its own");
        }

        string found = probe.Runtime.Length == 0
            ? "none"
            : $"{probe.Runtime} with {(probe.RuntimeVersions.Count == 0 ? "none" : string.Join(", ", probe.RuntimeVersions))}";
        return Fault(
            "runtime", $"expected .NET {RuntimeMajor}x ({RuntimeSearch.Places}), found {found}",
            "Install the .NET 10 runtime there, or publish the agent with --self-contained and name its folder by --agent");
    }

    private static PreflightFinding Store(DeviceProbe probe, string store)
    {
        if (probe.StoreIsWritable)
        {
            string owner = probe.StoreOwner.Length == 0 ? "to be made" : $"of {probe.StoreOwner}";
            return Good("store", $"{store}, {owner}");
        }

        return Fault(
            "store", $"expected {store} to be writable for {probe.User}, it isn't"
                + (probe.StoreOwner.Length == 0 ? "" : $" (it belongs to {probe.StoreOwner})"),
            probe.UserId == 0
                ? "Is its disk mounted read-only, or is it a file?"
                : "Add --sudo, log in as its owner, or name another folder behind the address: ssh://user@host/home/user/models");
    }

    private static PreflightFinding Space(DeviceProbe probe, FlashPayload payload, AgentFolder agent)
    {
        long needed = payload.NeededBytes(probe.UploadedBytes) + (probe.AgentIsInstalled ? 0 : agent.Bytes);
        string found = Text($"{probe.FreeBytes / BytesPerMegabyte:F0} MB free");
        return probe.FreeBytes >= needed
            ? Good("space", Text($"{found}, at most {needed / BytesPerMegabyte:F0} MB needed"))
            : Fault(
                "space", Text($"expected {needed / BytesPerMegabyte:F0} MB for the bundle and the engine, found {found}"),
                "Make room there, or keep the store on another disk");
    }

    private static PreflightFinding Clock(DeviceProbe probe, DateTimeOffset now)
    {
        TimeSpan error = probe.Clock - now;
        string shown = probe.Clock.ToString("u", CultureInfo.InvariantCulture);
        return error.Duration() <= SmallClockError
            ? Good("clock", shown)
            : new PreflightFinding(
                "clock", PreflightState.Warning, Text($"{shown}, {error.TotalHours:+0.0;-0.0} h from the clock here"),
                "The agent trusts no clock that runs behind what it has seen; set it there (timedatectl) before metadata expire");
    }

    private static PreflightFinding Program(DeviceProbe probe, AgentFolder agent) => Good(
        "agent", probe.AgentIsInstalled
            ? $"{DeviceProbe.InstalledAgent}, service {(probe.ServiceIsActive ? "running" : "not running")}"
            : Text($"not installed: a copy of {agent.Bytes / BytesPerMegabyte:F0} MB is used"));

    private static string Identifier(string machine) => machine switch
    {
        "aarch64" => "linux-arm64",
        "x86_64" => "linux-x64",
        "armv7l" => "linux-arm",
        _ => $"linux on {machine}",
    };

    private static PreflightFinding Good(string name, string found) => new(name, PreflightState.Good, found);

    private static PreflightFinding Fault(string name, string found, string advice)
        => new(name, PreflightState.Fault, found, advice);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
