using DenseEdge.Cli.Profiling.Agent;
using DenseEdge.Sdk;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Tests.Profiling;

/// <summary>What the agent reads of a board, on a made-up one.</summary>
public sealed class BoardTests : IDisposable
{
    private static readonly EngineChoice Engine = new(ExecutionProvider.Cpu, "ONNX Runtime 1.29.0, Cpu");
    private readonly string _root = Directory.CreateTempSubdirectory("denseedge-board-").FullName;

    [Fact]
    public void Identity_OfABoard_HasWhatLatencyDependsOn_AndNoSerialNumber()
    {
        Write("proc/device-tree/model", "NVIDIA Jetson Orin Nano\0");
        Write("proc/device-tree/serial-number", "1421322000001\0");
        Write("proc/cpuinfo", "processor : 0\nCPU implementer : 0x41\nCPU part : 0xd42\n");
        Write("proc/sys/kernel/osrelease", "5.15.148-tegra\n");
        Write("etc/os-release", "PRETTY_NAME=\"Ubuntu 22.04.5 LTS\"\n");
        Write("etc/nv_tegra_release", "# R36 (release), REVISION: 4.3, GCID: 1\n");
        Write("var/lib/nvpmodel/status", "pmode:0002\n");
        Write("sys/devices/system/cpu/cpufreq/policy0/related_cpus", "0 1\n");
        Write("sys/devices/system/cpu/cpufreq/policy0/scaling_cur_freq", "729600\n");
        Write("sys/devices/system/cpu/cpufreq/policy0/scaling_max_freq", "1510400\n");

        DeviceIdentity found = IdentityReader.Read(Engine, threads: 4, _root);

        Assert.Equal("NVIDIA Jetson Orin Nano", found.Board);
        Assert.Equal("Arm Cortex-A78AE, 1 cores", found.Processor);
        Assert.Equal("Ubuntu 22.04.5 LTS, kernel 5.15.148-tegra, L4T 36.4.3", found.OperatingSystem);
        Assert.Equal(("mode 2", "cpu 0-1 1510 MHz", 4), (found.PowerMode, found.Clocks, found.Threads));
        Assert.Equal(64, found.SerialHash!.Length);
        Assert.DoesNotContain("1421322", SearchJson.Write(found), StringComparison.Ordinal);
    }

    [Fact]
    public void ThrottleCounters_AreAddedUp()
    {
        Assert.Null(new ThrottleCounters(_root).Read());
        Write("sys/class/hwmon/hwmon1/oc1_event_cnt", "3\n");
        Write("sys/class/hwmon/hwmon1/oc3_event_cnt", "40\n");
        Write("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "500\n");
        Write("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_total_time_ms", "9999\n");
        Write("sys/devices/system/cpu/cpufreq/policy0/related_cpus", "0\n");

        Assert.Equal(543, new ThrottleCounters(_root).Read());
    }

    [Fact]
    public void BoardWatch_TakesTheFastestClockOfAKind()
    {
        foreach ((int policy, int kilohertz) in new[] { (0, 900_000), (4, 1_400_000) })
        {
            Write($"sys/devices/system/cpu/cpufreq/policy{policy}/related_cpus", $"{policy} {policy + 1}");
            Write($"sys/devices/system/cpu/cpufreq/policy{policy}/scaling_cur_freq", $"{kilohertz}");
        }

        using BoardWatch watch = new(_root);
        BoardState state = watch.Read();

        Assert.Equal(1.4e9, state.ClockHz["cpu"]);
        Assert.Equal((null, null, null), (state.ThrottleEvents, state.HottestCelsius, state.TotalWatts));
    }

    [Fact]
    public void ProgressLine_ReadsWhatItWrites()
    {
        MeasurementProgress first = new(3, 60, "a model.onnx", null), second = new(4, 60, "b", TimeSpan.FromSeconds(12.5));

        Assert.Equal(first, ProgressLine.Read(ProgressLine.Write(first)));
        Assert.Equal(second, ProgressLine.Read(ProgressLine.Write(second)));
        Assert.Null(ProgressLine.Read("progress is slow"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string path, string text)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
