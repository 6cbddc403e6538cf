using System.Device.Gpio.Kernel;
using System.Device.Gpio.Kernel.Abi;
using System.Runtime.InteropServices;

namespace System.Device.Gpio.Lines;

/// <summary>What went wrong with a chip or a line, and what to do about it.</summary>
internal static unsafe class GpioErrors
{
    private const string OldKernel =
        "The kernel may be too old: GPIO character device v2 came with Linux 5.10 (JetPack 5, Raspberry Pi OS 11).";

    public static IOException CannotOpenChip(ISystemCalls system, int number, int status) => new(status switch
    {
        Errno.NoEntry => $"There is no GPIO chip /dev/gpiochip{number}. {ChipsHere(system)}",
        Errno.AccessDenied or Errno.NotPermitted =>
            $"Not allowed to open /dev/gpiochip{number}: {Text(status)}. Make the user a member of the group that owns " +
            "it (ls -l /dev/gpiochip*), usually: sudo usermod -aG gpio $USER, then log in again. If root owns it: sudo " +
            "groupadd --system gpio, put SUBSYSTEM==\"gpio\", KERNEL==\"gpiochip*\", GROUP=\"gpio\", MODE=\"0660\" into " +
            "/etc/udev/rules.d/60-gpio.rules, then sudo udevadm control --reload && sudo udevadm trigger.",
        _ => $"Can't open /dev/gpiochip{number}: {Text(status)}.",
    });

    public static IOException NotAGpioChip(int number, int status)
        => new(
            $"/dev/gpiochip{number} doesn't answer as a GPIO chip: {Text(status)}. gpiodetect (package gpiod) lists the chips.");

    public static IOException NoSuchPin(GpioChip chip, int offset) => new(
        $"Pin {offset} doesn't exist: gpiochip{chip.Number} ({chip.Label}) has pins 0 to {chip.LineCount - 1}. Pin numbers " +
        $"are line offsets of the chip, not contacts of the header: gpioinfo gpiochip{chip.Number} (package gpiod) lists them.");

    public static IOException CannotTakePin(GpioChip chip, int offset, int status) => new(status switch
    {
        Errno.Busy => $"Pin {offset} of gpiochip{chip.Number} is in use{Consumer(chip, offset)}. Stop what uses it, or take " +
            "another pin; a device tree overlay may have given it to a driver.",
        Errno.InvalidArgument or Errno.NotATerminal =>
            $"Can't take pin {offset} of gpiochip{chip.Number} ({chip.Label}): {Text(status)}. {OldKernel}",
        Errno.NotPermitted or Errno.AccessDenied =>
            $"The kernel doesn't give pin {offset} of gpiochip{chip.Number} ({chip.Label}) to programs: {Text(status)}.",
        _ => Message($"taking pin {offset}", chip, status),
    });

    public static IOException Refused(string action, GpioChip chip, int status) => new(Message(action, chip, status));

    private static string Message(string action, GpioChip chip, int status) => status == Errno.NoDevice
        ? $"gpiochip{chip.Number} ({chip.Label}) is gone; {action} failed. Plug it in and open a new GpioController."
        : $"gpiochip{chip.Number} ({chip.Label}) refused {action}: {Text(status)}.";

    private static string ChipsHere(ISystemCalls system)
    {
        IReadOnlyList<string> chips = GpioChip.DescribeAll(system);
        if (chips.Count > 0)
        {
            return $"Found: {string.Join(", ", chips)}. Choose one with new LibGpiodDriver(gpioChip: N).";
        }

        return system.ListChips().Count > 0
            ? "The chips that exist may not be opened: see ls -l /dev/gpiochip*."
            : "This system shows none at all: in a container, pass it on (--device /dev/gpiochip0); elsewhere the board " +
                "has no GPIO, or its driver isn't loaded. gpiodetect (package gpiod) lists the chips.";
    }

    private static string Consumer(GpioChip chip, int offset)
    {
        int status = chip.TryGetLineInfo(offset, out LineInfo info);
        string consumer = FixedText.Read(new ReadOnlySpan<byte>(info.Consumer, FixedText.Bytes));
        return status == Errno.None && consumer.Length > 0 ? $" by '{consumer}'" : string.Empty;
    }

    private static string Text(int status) => $"{Marshal.GetPInvokeErrorMessage(status)} (error {status})";
}
