using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpio_v2_line_attribute; the union is its widest member.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LineAttribute
{
    public LineAttributeId Id;
    public uint Padding;
    public ulong Value;
}
