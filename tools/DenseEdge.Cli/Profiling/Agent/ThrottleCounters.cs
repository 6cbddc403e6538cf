using System.Globalization;

namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>The kernel's counters of throttling: over-current and under-voltage events of Jetson modules, and processors that
/// were too hot.</summary>
/// <remarks>Jetson Orin and Thor: hwmon/oc1..3_event_cnt (under-voltage, average and instantaneous over-current; NVIDIA's Jetson
/// Linux documentation). x86: cpu*/thermal_throttle/*_throttle_count.</remarks>
internal sealed class ThrottleCounters
{
    private readonly string[] _files;

    /// <summary>Looks for counters.</summary>
    /// <param name="root">The folder that has sys in it.</param>
    public ThrottleCounters(string root = "/")
        => _files =
        [
            .. Files(Path.Combine(root, "sys/class/hwmon"), "hwmon*", "", "oc*_event_cnt"),
            .. Files(Path.Combine(root, "sys/devices/system/cpu"), "cpu*", "thermal_throttle", "*_throttle_count"),
        ];

    /// <summary>Adds the counters up.</summary>
    /// <returns>Null if there are none that this user may read.</returns>
    public long? Read()
    {
        long? sum = null;
        foreach (string file in _files)
        {
            if (TryRead(file, out long count))
            {
                sum = (sum ?? 0) + count;
            }
        }

        return sum;
    }

    private static IEnumerable<string> Files(string parent, string folders, string below, string pattern)
        => !Directory.Exists(parent)
            ? []
            : Directory.GetDirectories(parent, folders).Select(folder => Path.Combine(folder, below)).Where(Directory.Exists)
                .SelectMany(folder => Directory.GetFiles(folder, pattern)).Order(StringComparer.Ordinal);

    private static bool TryRead(string file, out long count)
    {
        try
        {
            return long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out count);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A core that was switched off takes its counters along.
            count = 0;
            return false;
        }
    }
}
