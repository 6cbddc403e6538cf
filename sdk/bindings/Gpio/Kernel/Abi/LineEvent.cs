using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpio_v2_line_event.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LineEvent
{
    /// <summary>CLOCK_MONOTONIC, in nanoseconds.</summary>
    public ulong TimestampNs;
    public LineEventId Id;
    public uint Offset;
    public uint SequenceNumber;
    public uint LineSequenceNumber;
    public fixed uint Padding[6];
}
