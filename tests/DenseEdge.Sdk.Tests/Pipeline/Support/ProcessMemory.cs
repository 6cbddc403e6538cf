using System.Globalization;

namespace DenseEdge.Sdk.Tests.Pipeline.Support;

/// <summary>What this process holds, as Linux tells it.</summary>
internal static class ProcessMemory
{
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
