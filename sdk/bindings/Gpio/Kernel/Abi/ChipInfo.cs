using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpiochip_info.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ChipInfo
{
    public fixed byte Name[FixedText.Bytes];
    public fixed byte Label[FixedText.Bytes];
    public uint LineCount;
}
