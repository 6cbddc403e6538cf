using System.Device.Gpio.Kernel;
using System.Device.Gpio.Kernel.Abi;
using System.Runtime.InteropServices;

namespace System.Device.Gpio.Lines;

/// <summary>One line of a chip that belongs to this program. Safe to use from several threads.</summary>
internal sealed unsafe class GpioLine : IDisposable
{
    private readonly Lock _lock = new();
    private readonly GpioChip _chip;
    private readonly FileHandle _file;

    private PinEventTypes _edges;

    public GpioLine(GpioChip chip, int offset, PinMode mode, FileHandle file)
    {
        _chip = chip;
        _file = file;
        Offset = offset;
        Mode = mode;
    }

    public int Offset { get; }

    public PinMode Mode { get; private set; }

    /// <summary>Gets the number to poll; valid until <see cref="Dispose"/>.</summary>
    public int FileDescriptor => (int)_file.DangerousGetHandle();

    public static PinMode ModeOf(LineFlags flags)
        => flags.HasFlag(LineFlags.Output) ? PinMode.Output
        : flags.HasFlag(LineFlags.BiasPullUp) ? PinMode.InputPullUp
        : flags.HasFlag(LineFlags.BiasPullDown) ? PinMode.InputPullDown
        : PinMode.Input;

    public PinValue Read()
    {
        LineValues values = default;
        values.Mask = 1;
        Check(_chip.SystemCalls.Ioctl(_file, GpioRequest.GetValues, &values), "reading");
        return (values.Bits & 1) != 0;
    }

    public void Write(PinValue value)
    {
        LineValues values = default;
        values.Mask = 1;
        values.Bits = (byte)value;
        Check(_chip.SystemCalls.Ioctl(_file, GpioRequest.SetValues, &values), "writing");
    }

    /// <summary>Changes direction and bias. An output drives <paramref name="initial"/> at once.</summary>
    public void SetMode(PinMode mode, PinValue initial)
    {
        lock (_lock)
        {
            // Without a bias flag the kernel would leave the resistor of the mode before switched on.
            bool endsPull = mode == PinMode.Input && Mode is PinMode.InputPullUp or PinMode.InputPullDown;
            LineFlags bias = endsPull ? LineFlags.BiasDisabled : BiasOf(mode);
            Configure(mode, bias, _edges, initial, $"setting the mode {mode} of");
            Mode = mode;
        }
    }

    /// <summary>Says which edges the kernel shall report. An output reports none until it is an input again.</summary>
    public void SetEdges(PinEventTypes edges)
    {
        lock (_lock)
        {
            if (edges == _edges)
            {
                return;
            }

            if (Mode != PinMode.Output)
            {
                Configure(Mode, BiasOf(Mode), edges, PinValue.Low, "watching for edges of");
            }

            _edges = edges;
        }
    }

    /// <summary>Reads waiting edges; call it when a poll said that there are some, else it blocks.</summary>
    /// <returns>0 or an error number.</returns>
    public int ReadEvents(Span<LineEvent> events, out int count)
    {
        int status = _chip.SystemCalls.Read(_file, MemoryMarshal.AsBytes(events), out int bytes);
        count = bytes / sizeof(LineEvent);
        return status;
    }

    public IOException Lost(int status) => GpioErrors.Refused($"watching for edges of pin {Offset}", _chip, status);

    public void Dispose() => _file.Dispose();

    private static LineFlags BiasOf(PinMode mode) => mode switch
    {
        PinMode.InputPullUp => LineFlags.BiasPullUp,
        PinMode.InputPullDown => LineFlags.BiasPullDown,
        _ => LineFlags.None,
    };

    private void Configure(PinMode mode, LineFlags bias, PinEventTypes edges, PinValue initial, string action)
    {
        LineConfig config = default;
        if (mode == PinMode.Output)
        {
            config.Flags = LineFlags.Output;
            config.AttributeCount = 1;
            config.Attributes[0].Attribute.Id = LineAttributeId.OutputValues;
            config.Attributes[0].Attribute.Value = (byte)initial;
            config.Attributes[0].Mask = 1;
        }
        else
        {
            config.Flags = LineFlags.Input | bias
                | (edges.HasFlag(PinEventTypes.Rising) ? LineFlags.EdgeRising : LineFlags.None)
                | (edges.HasFlag(PinEventTypes.Falling) ? LineFlags.EdgeFalling : LineFlags.None);
        }

        Check(_chip.SystemCalls.Ioctl(_file, GpioRequest.SetConfig, &config), action);
    }

    private void Check(int status, string action)
    {
        if (status != Errno.None)
        {
            throw GpioErrors.Refused($"{action} pin {Offset}", _chip, status);
        }
    }
}
