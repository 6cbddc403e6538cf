using System.Device.Gpio.Kernel;
using System.Device.Gpio.Kernel.Abi;

namespace System.Device.Gpio.Lines;

/// <summary>One open /dev/gpiochipN.</summary>
internal sealed unsafe class GpioChip : IDisposable
{
    // Edges that the kernel keeps for a line until they are read; the oldest go first.
    private const uint EventBufferSize = 256;

    private readonly FileHandle _file;

    private GpioChip(ISystemCalls system, int number, FileHandle file)
    {
        SystemCalls = system;
        Number = number;
        _file = file;
        ChipInfo info = default;
        int status = system.Ioctl(file, GpioRequest.GetChipInfo, &info);
        if (status != Errno.None)
        {
            file.Dispose();
            throw GpioErrors.NotAGpioChip(number, status);
        }

        Label = FixedText.Read(new ReadOnlySpan<byte>(info.Label, FixedText.Bytes));
        LineCount = (int)info.LineCount;
    }

    public ISystemCalls SystemCalls { get; }

    /// <summary>Gets N of /dev/gpiochipN.</summary>
    public int Number { get; }

    /// <summary>Gets what the chip's driver calls it, such as tegra234-gpio.</summary>
    public string Label { get; }

    public int LineCount { get; }

    /// <exception cref="IOException">There is no such chip, or it may not be opened.</exception>
    public static GpioChip Open(ISystemCalls system, int number)
    {
        int status = TryOpen(system, number, out FileHandle file);
        return status == Errno.None
            ? new GpioChip(system, number, file)
            : throw GpioErrors.CannotOpenChip(system, number, status);
    }

    /// <summary>Describes every chip that can be opened: "gpiochip0 (tegra234-gpio, 164 lines)".</summary>
    public static IReadOnlyList<string> DescribeAll(ISystemCalls system)
        => [.. OpenEach(system, chip => $"gpiochip{chip.Number} ({chip.Label}, {chip.LineCount} lines)")];

    /// <summary>Finds the chip with a label.</summary>
    /// <returns>Its number; null if no chip that can be opened has it.</returns>
    public static int? FindByLabel(ISystemCalls system, string label)
        => OpenEach(system, chip => chip.Label == label ? (int?)chip.Number : null).FirstOrDefault(found => found is not null);

    /// <summary>Asks what the kernel knows of a line.</summary>
    /// <returns>0 or an error number.</returns>
    public int TryGetLineInfo(int offset, out LineInfo info)
    {
        LineInfo asked = default;
        asked.Offset = (uint)offset;
        int status = SystemCalls.Ioctl(_file, GpioRequest.GetLineInfo, &asked);
        info = asked;
        return status;
    }

    /// <summary>Takes a line as it is: direction, level and bias stay.</summary>
    /// <exception cref="IOException">The chip has no such line, or somebody else uses it.</exception>
    public GpioLine RequestLine(int offset)
    {
        if (offset < 0 || offset >= LineCount)
        {
            throw GpioErrors.NoSuchPin(this, offset);
        }

        int status = TryGetLineInfo(offset, out LineInfo info);
        if (status != Errno.None)
        {
            throw GpioErrors.CannotTakePin(this, offset, status);
        }

        LineRequest request = default;
        request.Offsets[0] = (uint)offset;
        request.LineCount = 1;
        request.EventBufferSize = EventBufferSize;
        FixedText.Write(new Span<byte>(request.Consumer, FixedText.Bytes), AppDomain.CurrentDomain.FriendlyName);
        status = SystemCalls.Ioctl(_file, GpioRequest.GetLine, &request);
        return status == Errno.None
            ? new GpioLine(this, offset, GpioLine.ModeOf(info.Flags), new FileHandle(SystemCalls, request.FileDescriptor))
            : throw GpioErrors.CannotTakePin(this, offset, status);
    }

    public void Dispose() => _file.Dispose();

    private static IEnumerable<T> OpenEach<T>(ISystemCalls system, Func<GpioChip, T> describe)
    {
        foreach (int number in system.ListChips())
        {
            // A chip that may not be opened is no part of the answer; opening it by name says why.
            if (TryOpen(system, number, out FileHandle file) == Errno.None)
            {
                using var chip = new GpioChip(system, number, file);
                yield return describe(chip);
            }
        }
    }

    private static int TryOpen(ISystemCalls system, int number, out FileHandle file)
        => system.Open($"/dev/gpiochip{number}", out file);
}
