using System.Globalization;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>What a device says about itself before anything is sent to it. Asking changes nothing there.</summary>
internal sealed record DeviceProbe
{
    /// <summary>The words that this program uses on a device; each is part of coreutils and util-linux, and of BusyBox.</summary>
    private const string NeededTools = "sha256sum flock timeout head dd wc df stat tar gzip mv mkdir";

    /// <summary>Where the service's installation puts the agent.</summary>
    public const string InstalledAgent = "/opt/denseedge/agent";

    /// <summary>The processor, as uname says it: x86_64, aarch64.</summary>
    public required string Machine { get; init; }

    /// <summary>Who logged in, or root with sudo.</summary>
    public required string User { get; init; }

    /// <summary>That user's number; 0 is root.</summary>
    public required int UserId { get; init; }

    /// <summary>That user's home folder.</summary>
    public required string Home { get; init; }

    /// <summary>The device's clock.</summary>
    public required DateTimeOffset Clock { get; init; }

    /// <summary>A name that the kernel gives itself at every start; empty if it doesn't.</summary>
    public required string BootId { get; init; }

    /// <summary>The path of the .NET runtime; empty if there is none.</summary>
    public required string Runtime { get; init; }

    /// <summary>The versions of the base runtime that are installed.</summary>
    public required IReadOnlyList<string> RuntimeVersions { get; init; }

    /// <summary>Needed programs that are not there.</summary>
    public required IReadOnlyList<string> MissingTools { get; init; }

    /// <summary>The owner of the store; empty if there is no store yet.</summary>
    public required string StoreOwner { get; init; }

    /// <summary>Whether this user may write into the store, or make it.</summary>
    public required bool StoreIsWritable { get; init; }

    /// <summary>Free space on the store's disk, in bytes.</summary>
    public required long FreeBytes { get; init; }

    /// <summary>How much of the bundle lies on the device already, in bytes.</summary>
    public required long UploadedBytes { get; init; }

    /// <summary>Whether the agent is installed as a service's program.</summary>
    public required bool AgentIsInstalled { get; init; }

    /// <summary>Whether the service is running.</summary>
    public required bool ServiceIsActive { get; init; }

    /// <summary>Asks a device.</summary>
    /// <param name="shell">The device.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="upload">The path of a bundle that may lie there from an earlier attempt; null for none.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed.</exception>
    /// <exception cref="FlashRefusedException">The device has no POSIX shell, or sudo wants a password.</exception>
    public static DeviceProbe Read(DeviceShell shell, string store, string? upload, CancellationToken cancellation)
    {
        ProcessResult result = shell.Run(Script(store, upload ?? "/nonexistent"), cancellation);
        ILookup<string, string> said = result.Output.Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1].Trim());
        if (result.ExitCode != 0 || !said.Contains("end"))
        {
            throw new FlashRefusedException(
                "Expected a device with a POSIX shell (and with --sudo, sudo without a password), its answer was: "
                + DeviceShell.Words(result));
        }

        string One(string key) => said[key].FirstOrDefault("");
        return new DeviceProbe
        {
            Machine = One("machine"),
            User = One("user"),
            UserId = (int)Number(One("uid")),
            Home = One("home"),
            Clock = DateTimeOffset.FromUnixTimeSeconds(Number(One("clock"))),
            BootId = One("boot"),
            Runtime = One("runtime"),
            RuntimeVersions = [.. said["version"]],
            MissingTools = [.. said["missing"]],
            StoreOwner = One("owner"),
            StoreIsWritable = One("writable") == "yes",
            FreeBytes = Number(One("free_kib")) * 1024,
            UploadedBytes = Number(One("uploaded")),
            AgentIsInstalled = One("installed") == "yes",
            ServiceIsActive = One("service") == "active",
        };
    }

    private static long Number(string text)
        => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0;

    private static string Script(string store, string upload) => $$"""
        LC_ALL=C; export LC_ALL
        echo "machine=$(uname -m)"; echo "user=$(id -un)"; echo "uid=$(id -u)"; echo "home=$HOME"
        echo "clock=$(date +%s)"
        echo "boot=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
        runtime=$({{RuntimeSearch.Command}}); echo "runtime=$runtime"
        [ -z "$runtime" ] || "$runtime" --list-runtimes 2>/dev/null | while read -r name version rest; do
          [ "$name" != Microsoft.NETCore.App ] || echo "version=$version"
        done
        for tool in {{NeededTools}}; do command -v $tool >/dev/null 2>&1 || echo "missing=$tool"; done
        store={{ShellText.Quote(store)}}
        [ ! -d "$store" ] || echo "owner=$(stat -c %U "$store")"
        there=$store; while [ ! -d "$there" ]; do there=$(dirname "$there"); done
        if [ -w "$there" ] && [ ! -e "$store" -o -d "$store" ]; then echo writable=yes; fi
        df -Pk "$there" | tail -n 1 | { read -r device total used free rest; echo "free_kib=$free"; }
        upload={{ShellText.Quote(upload)}}
        for file in "$upload" "$upload.part"; do
          if [ -f "$file" ]; then echo "uploaded=$(wc -c < "$file" | tr -d ' ')"; break; fi
        done
        if [ -f {{InstalledAgent}}/denseedge-agent.dll ]; then echo installed=yes; fi
        echo "service=$(systemctl is-active denseedge-agent 2>/dev/null)"
        echo end=
        """;
}
