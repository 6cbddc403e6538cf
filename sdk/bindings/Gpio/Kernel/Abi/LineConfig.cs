using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpio_v2_line_config.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LineConfig
{
    /// <summary>GPIO_V2_LINE_NUM_ATTRS_MAX.</summary>
    public const int MaximumAttributes = 10;

    public LineFlags Flags;
    public uint AttributeCount;
    public fixed uint Padding[5];
    public AttributeArray Attributes;

    [InlineArray(MaximumAttributes)]
    internal struct AttributeArray
    {
        private LineConfigAttribute _first;
    }
}
