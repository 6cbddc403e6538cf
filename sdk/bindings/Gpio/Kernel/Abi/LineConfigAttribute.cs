using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpio_v2_line_config_attribute: an attribute and, bit by bit, the lines that it is for.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LineConfigAttribute
{
    public LineAttribute Attribute;
    public ulong Mask;
}
