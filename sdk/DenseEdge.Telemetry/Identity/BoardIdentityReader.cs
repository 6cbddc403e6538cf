using System.Globalization;
using DenseEdge.Telemetry.Sensors;

namespace DenseEdge.Telemetry.Identity;

/// <summary>Puts a <see cref="BoardIdentity"/> together.</summary>
internal static class BoardIdentityReader
{
    private const string DeviceTree = "proc/device-tree";
    private const long BytesPerKibibyte = 1024;

    public static BoardIdentity Read(SystemTree tree)
    {
        var processor = ProcessorInfo.Parse(tree.Text("proc/cpuinfo") ?? string.Empty);
        return new BoardIdentity
        {
            Model = tree.Text($"{DeviceTree}/model") ?? PersonalComputer(tree),
            Compatible = tree.Text($"{DeviceTree}/compatible")?.Split('\0', StringSplitOptions.RemoveEmptyEntries) ?? [],
            SerialNumber = tree.Text($"{DeviceTree}/serial-number"),
            Processor = processor.Name,
            OnlineCores = processor.Cores > 0 ? processor.Cores : null,
            MemoryBytes = MemoryBytes(tree),
            OperatingSystem = Value(tree.Text("etc/os-release"), "PRETTY_NAME=")?.Trim('"'),
            Kernel = tree.Text("proc/sys/kernel/osrelease"),
            JetsonLinux = tree.Text("etc/nv_tegra_release") is { } release ? JetsonFiles.Release(release) : null,
            PowerMode = tree.Text("var/lib/nvpmodel/status") is { } status
                ? JetsonFiles.PowerMode(status, tree.Text("etc/nvpmodel.conf") ?? string.Empty)
                : null,
        };
    }

    private static string? PersonalComputer(SystemTree tree)
    {
        string name = $"{tree.Text("sys/class/dmi/id/sys_vendor")} {tree.Text("sys/class/dmi/id/product_name")}".Trim();
        return name.Length > 0 ? name : null;
    }

    // "MemTotal:        7802208 kB"
    private static long? MemoryBytes(SystemTree tree)
    {
        string? text = Value(tree.Text("proc/meminfo"), "MemTotal:")?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes)
            ? kibibytes * BytesPerKibibyte
            : null;
    }

    private static string? Value(string? text, string key)
    {
        string? line = text?.Split('\n').FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        string? value = line?[key.Length..].Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
