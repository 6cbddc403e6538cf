using System.Security.Cryptography;
using System.Text;
using DenseEdge.Search.Devices;
using DenseEdge.Telemetry;

namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>Finds out which device this program runs on.</summary>
internal static class IdentityReader
{
    private const string Unknown = "unknown";
    private const string MachineId = "etc/machine-id";
    private const double HertzPerMegahertz = 1e6;

    /// <summary>Reads what the system tells.</summary>
    /// <param name="engine">What computes.</param>
    /// <param name="threads">Threads of the engine.</param>
    /// <param name="root">The folder that has proc, sys and etc in it.</param>
    public static DeviceIdentity Read(EngineChoice engine, int threads, string root = "/")
    {
        BoardIdentity board = BoardIdentity.Read(root);
        string[] system = [board.OperatingSystem ?? Unknown, .. Part("kernel", board.Kernel), .. Part("L4T", board.JetsonLinux)];
        return new DeviceIdentity
        {
            Board = board.Model ?? Unknown,
            Processor = $"{board.Processor ?? Unknown}, {board.OnlineCores ?? Environment.ProcessorCount} cores",
            SerialHash = Serial(board, root) is { } serial ? Hash(serial) : null,
            OperatingSystem = string.Join(", ", system),
            Runtime = engine.Name,
            PowerMode = board.PowerMode,
            Clocks = Clocks(root),
            Threads = threads,
        };
    }

    private static IEnumerable<string> Part(string name, string? value) => value is null ? [] : [$"{name} {value}"];

    /// <summary>The board's number; computers without one have systemd's of the installation.</summary>
    private static string? Serial(BoardIdentity board, string root)
    {
        string path = Path.Combine(root, MachineId);
        return board.SerialNumber ?? (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } id ? id : null);
    }

    // With the program's name in it the hash is of no use to whoever collects hashes of machine numbers.
    private static string Hash(string serial)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"denseedge device {serial}")));

    private static string? Clocks(string root)
    {
        using BoardSensors sensors = BoardSensors.Open(root);
        string[] clocks = [.. sensors.Clocks.Where(clock => clock.MaximumHz is not null)
            .Select(clock => $"{clock.Name} {clock.MaximumHz / HertzPerMegahertz:F0} MHz")];
        return clocks.Length == 0 ? null : string.Join(", ", clocks);
    }
}
