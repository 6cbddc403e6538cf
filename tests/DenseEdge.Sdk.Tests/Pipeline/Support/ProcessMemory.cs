using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace DenseEdge.Sdk.Tests.Pipeline.Support;

/// <summary>What this process holds, as Linux tells it.</summary>
/// <remarks>Read without text objects: those of a reading each second would themselves be the growth, megabytes of garbage that
/// nobody has a reason to collect.</remarks>
internal static class ProcessMemory
{
    /// <summary>Resident memory in bytes.</summary>
    public static long ResidentBytes
    {
        get
        {
            using SafeFileHandle file = File.OpenHandle("/proc/self/statm");
            Span<byte> text = stackalloc byte[128];
            text = text[..RandomAccess.Read(file, text, fileOffset: 0)];

            // size resident shared ..., in pages.
            ReadOnlySpan<byte> pages = text[(text.IndexOf((byte)' ') + 1)..];
            pages = pages[..pages.IndexOf((byte)' ')];
            return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
    }
}
