using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpio_v2_line_info.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LineInfo
{
    public fixed byte Name[FixedText.Bytes];
    public fixed byte Consumer[FixedText.Bytes];
    public uint Offset;
    public uint AttributeCount;
    public LineFlags Flags;
    public AttributeArray Attributes;
    public fixed uint Padding[4];

    [InlineArray(LineConfig.MaximumAttributes)]
    internal struct AttributeArray
    {
        private LineAttribute _first;
    }
}
