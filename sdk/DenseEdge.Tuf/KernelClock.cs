using System.Runtime.InteropServices;

namespace DenseEdge.Tuf;

/// <summary>What the kernel knows about the clock.</summary>
internal static partial class KernelClock
{
    // What adjtimex(2) returns while nothing disciplines the clock.
    private const int TimeError = 5;

    // struct timex has 208 bytes on 64-bit Linux and fewer on 32-bit; modes = 0 only asks.
    private const int RoomBytes = 512;

    /// <summary>Whether a time service keeps the clock right. On other systems than Linux the clock is believed.</summary>
    public static bool IsSynchronised()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        Span<byte> room = stackalloc byte[RoomBytes];
        room.Clear();
        int state = AdjTimeX(ref MemoryMarshal.GetReference(room));
        return state is >= 0 and not TimeError;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int AdjTimeX(ref byte timex);
}
