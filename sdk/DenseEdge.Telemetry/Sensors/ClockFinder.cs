namespace DenseEdge.Telemetry.Sensors;

/// <summary>Finds clocks: one per group of processor cores (cpufreq), and those of other units (devfreq).</summary>
internal static class ClockFinder
{
    private const double HertzPerKilohertz = 1000;

    // What the GPUs of Jetsons are called in device trees: Orin, Xavier, TX2, Nano.
    private static readonly string[] GpuNames = ["gpu", "ga10b", "gv11b", "gp10b", "gm20b"];

    public static IEnumerable<ClockSensor> Find(SystemTree tree)
    {
        foreach (string policy in tree.Numbered("sys/devices/system/cpu/cpufreq", "policy"))
        {
            string cores = tree.Text($"{policy}/related_cpus") ?? policy[(policy.LastIndexOf('y') + 1)..];
            if (tree.Number($"{policy}/scaling_cur_freq") is { } frequency)
            {
                long? maximum = Once(tree, $"{policy}/scaling_max_freq");
                yield return new ClockSensor($"cpu {Range(cores)}", frequency, maximum, HertzPerKilohertz);
            }
        }

        foreach (string device in tree.Entries("sys/class/devfreq"))
        {
            if (tree.Number($"{device}/cur_freq") is { } frequency)
            {
                yield return new ClockSensor(NameOf(device), frequency, Once(tree, $"{device}/max_freq"), hertzPerUnit: 1);
            }
        }
    }

    private static string NameOf(string device)
    {
        string name = device[(device.LastIndexOf('/') + 1)..];
        return GpuNames.Any(gpu => name.EndsWith(gpu, StringComparison.Ordinal)) ? "gpu" : name;
    }

    // "0 1 2 3" becomes "0-3", "6" stays "6".
    private static string Range(string cores)
    {
        string[] numbers = cores.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return numbers.Length > 1 ? $"{numbers[0]}-{numbers[^1]}" : cores;
    }

    private static long? Once(SystemTree tree, string path)
    {
        using SysfsNumber? number = tree.Number(path);
        return number is not null && number.TryRead(out long value) ? value : null;
    }
}
