using System.Runtime.CompilerServices;

namespace System.Device.Gpio.Kernel.Abi;

/// <summary>
/// The ioctl numbers of linux/gpio.h. A number is direction &lt;&lt; 30 | argument bytes &lt;&lt; 16 | 0xB4 &lt;&lt; 8 |
/// command, as in asm-generic/ioctl.h, which x86, Arm and RISC-V use (PowerPC and MIPS do not).
/// </summary>
internal static class GpioRequest
{
    private const uint Read = 2;
    private const uint ReadAndWrite = 3;
    private const uint Magic = 0xB4;

    public static readonly uint GetChipInfo = Number<ChipInfo>(Read, 0x01);
    public static readonly uint GetLineInfo = Number<LineInfo>(ReadAndWrite, 0x05);
    public static readonly uint GetLine = Number<LineRequest>(ReadAndWrite, 0x07);
    public static readonly uint SetConfig = Number<LineConfig>(ReadAndWrite, 0x0D);
    public static readonly uint GetValues = Number<LineValues>(ReadAndWrite, 0x0E);
    public static readonly uint SetValues = Number<LineValues>(ReadAndWrite, 0x0F);

    private static uint Number<T>(uint direction, uint command)
        => direction << 30 | (uint)Unsafe.SizeOf<T>() << 16 | Magic << 8 | command;
}
