using System.Globalization;

namespace DenseEdge.Cameras.Tests.Support;

/// <summary>What a process holds, as Linux tells it.</summary>
internal static class ProcessCounts
{
    /// <summary>Open files, sockets and devices.</summary>
    public static int Handles => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    /// <summary>Threads.</summary>
    public static int Threads => Directory.GetDirectories("/proc/self/task").Length;

    /// <summary>Resident memory in bytes.</summary>
    public static long ResidentBytes
    {
        get
        {
            string pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
            return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
    }
}
