using System.Device.Gpio.Kernel;

namespace System.Device.Gpio.Tests;

/// <summary>The calls that need no GPIO, on the kernel that runs the tests.</summary>
public sealed unsafe class LinuxSystemCallsTests
{
    private static readonly LinuxSystemCalls Kernel = LinuxSystemCalls.Instance;

    [Fact]
    public void WakeUp_OnceWritten_IsFoundByPollUntilItIsRead()
    {
        Assert.Equal(Errno.None, Kernel.OpenWakeUp(out FileHandle file));
        using (file)
        {
            PollEntry[] entries = [new() { FileDescriptor = (int)file.DangerousGetHandle(), Wanted = PollEntry.Readable }];
            byte[] counter = new byte[8];

            Assert.Equal(Errno.None, Kernel.Write(file, [1, 0, 0, 0, 0, 0, 0, 0]));
            Assert.Equal(Errno.None, Kernel.Poll(entries));
            Assert.Equal(PollEntry.Readable, entries[0].Found);
            Assert.Equal(Errno.None, Kernel.Read(file, counter, out int count));
            Assert.Equal(8, count);
            Assert.Equal(Errno.TryAgain, Kernel.Read(file, counter, out _));
        }
    }

    [Fact]
    public void Ioctl_OnAFileThatIsNoChip_GivesAnErrorNumber()
    {
        Assert.Equal(Errno.None, Kernel.Open("/dev/null", out FileHandle file));
        using (file)
        {
            Kernel_IsNoChip(file);
        }
    }

    [Fact]
    public void Open_OfNothing_GivesNoEntry()
    {
        Assert.Equal(Errno.NoEntry, Kernel.Open("/dev/no-such-device", out FileHandle file));
        Assert.True(file.IsInvalid);
    }

    private static void Kernel_IsNoChip(FileHandle file)
    {
        Device.Gpio.Kernel.Abi.ChipInfo info;
        Assert.Equal(Errno.NotATerminal, Kernel.Ioctl(file, Device.Gpio.Kernel.Abi.GpioRequest.GetChipInfo, &info));
    }
}
