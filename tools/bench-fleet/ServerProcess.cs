using System.Globalization;

namespace DenseEdge.FleetBench;

/// <summary>What the kernel says of a server on this machine.</summary>
/// <param name="id">Its process id.</param>
internal sealed class ServerProcess(int id)
{
    // USER_HZ of Linux: what /proc counts processor time in, whatever the kernel's own timer does.
    private const double TicksPerSecond = 100;

    /// <summary>Processor time that it has used, user and system, in seconds.</summary>
    /// <exception cref="IOException">There is no such process.</exception>
    public double CpuSeconds()
    {
        string text = File.ReadAllText($"/proc/{id}/stat");

        // The name stands in brackets and may have blanks: fields count from after it. utime and stime are the 12th and 13th.
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>Memory that it holds, in bytes.</summary>
    /// <exception cref="IOException">There is no such process.</exception>
    public long ResidentBytes()
    {
        string line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
