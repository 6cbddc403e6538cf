using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpio_v2_line_request.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LineRequest
{
    /// <summary>GPIO_V2_LINES_MAX.</summary>
    public const int MaximumLines = 64;

    public fixed uint Offsets[MaximumLines];
    public fixed byte Consumer[FixedText.Bytes];
    public LineConfig Config;
    public uint LineCount;
    public uint EventBufferSize;
    public fixed uint Padding[5];
    public int FileDescriptor;
}
