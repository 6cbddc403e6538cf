using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel;

/// <summary>The kernel's pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    /// <summary>POLLIN: there is something to read.</summary>
    public const short Readable = 1;

    public int FileDescriptor;
    public short Wanted;
    public short Found;
}
