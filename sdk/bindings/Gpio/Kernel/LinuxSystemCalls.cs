using System.Globalization;
using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel;

/// <summary>The kernel that this program runs on.</summary>
internal sealed unsafe class LinuxSystemCalls : ISystemCalls
{
    public static readonly LinuxSystemCalls Instance = new();

    private const string ChipPrefix = "gpiochip";

    // O_CLOEXEC and EFD_CLOEXEC, O_NONBLOCK and EFD_NONBLOCK: the same numbers on x86, Arm, Arm64 and RISC-V.
    internal const int ReadAndWrite = 2;
    internal const int CloseOnExec = 0x80000;
    internal const int NonBlocking = 0x800;

    private LinuxSystemCalls()
    {
    }

    public IReadOnlyList<int> ListChips()
    {
        var numbers = new List<int>();
        foreach (string path in Directory.EnumerateFileSystemEntries("/dev", ChipPrefix + "*"))
        {
            ReadOnlySpan<char> digits = Path.GetFileName(path.AsSpan())[ChipPrefix.Length..];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }

    public int Open(string path, out FileHandle file) => Own(NativeMethods.Open(path, ReadAndWrite | CloseOnExec), out file);

    public int OpenWakeUp(out FileHandle file) => Own(NativeMethods.EventFd(0, CloseOnExec | NonBlocking), out file);

    public int Ioctl(FileHandle file, uint request, void* argument)
        => Status(NativeMethods.Ioctl(file, request, argument));

    public int Poll(Span<PollEntry> entries)
    {
        fixed (PollEntry* first = entries)
        {
            int status;
            do
            {
                status = Status(NativeMethods.Poll(first, (nuint)entries.Length, timeoutMs: -1));
            }
            while (status == Errno.Interrupted);

            return status;
        }
    }

    public int Read(FileHandle file, Span<byte> buffer, out int count)
    {
        fixed (byte* first = buffer)
        {
            nint read;
            do
            {
                read = NativeMethods.Read(file, first, (nuint)buffer.Length);
            }
            while (Status(read) == Errno.Interrupted);

            count = (int)Math.Max(read, 0);
            return Status(read);
        }
    }

    public int Write(FileHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            return Status(NativeMethods.Write(file, first, (nuint)bytes.Length));
        }
    }

    public int Close(int descriptor) => Status(NativeMethods.Close(descriptor));

    private static int Status(nint result) => result < 0 ? Marshal.GetLastPInvokeError() : Errno.None;

    private int Own(int descriptor, out FileHandle file)
    {
        int status = Status(descriptor);
        file = new FileHandle(this, descriptor);
        return status;
    }
}
