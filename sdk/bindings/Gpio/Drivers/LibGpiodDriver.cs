using System.Device.Gpio.Kernel;
using System.Device.Gpio.Lines;

namespace System.Device.Gpio.Drivers;

/// <summary>
/// A chip of the kernel's GPIO character device, version 2 (Linux 5.10 or later). It keeps the official package's name
/// but needs no libgpiod: it talks to /dev/gpiochipN itself.
/// </summary>
public class LibGpiodDriver : UnixDriver
{
    // The chip behind the header of a Raspberry Pi 5: gpiochip4 or gpiochip0, depending on the kernel.
    private const string Rp1Label = "pinctrl-rp1";

    private readonly Lock _lock = new();
    private readonly Dictionary<int, GpioLine> _lines = [];
    private readonly GpioChip _chip;
    private readonly EdgeListener _listener;
    private bool _disposed;

    /// <summary>Opens a chip.</summary>
    /// <param name="gpioChip">N of /dev/gpiochipN; gpiodetect (package gpiod) lists them.</param>
    /// <exception cref="IOException">The chip is missing or may not be opened; the message says what to do.</exception>
    public LibGpiodDriver(int gpioChip = 0)
        : this(LinuxSystemCalls.Instance, gpioChip)
    {
    }

    internal LibGpiodDriver(ISystemCalls system, int gpioChip)
    {
        _chip = GpioChip.Open(system, gpioChip);
        _listener = new EdgeListener(system, this);
    }

    /// <inheritdoc/>
    protected internal override int PinCount => _chip.LineCount;

    internal static LibGpiodDriver ForHeader() => ForHeader(LinuxSystemCalls.Instance);

    internal static LibGpiodDriver ForHeader(ISystemCalls system)
        => new(system, GpioChip.FindByLabel(system, Rp1Label) ?? 0);

    /// <inheritdoc/>
    /// <exception cref="PlatformNotSupportedException">Always: the kernel doesn't know the board's header.</exception>
    protected internal override int ConvertPinNumberToLogicalNumberingScheme(int pinNumber)
        => throw new PlatformNotSupportedException(
            "The kernel doesn't know the contacts of the board's header. Use PinNumberingScheme.Logical and the chip's " +
            "line numbers, which gpioinfo (package gpiod) lists.");

    /// <inheritdoc/>
    protected internal override void OpenPin(int pinNumber)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_lines.ContainsKey(pinNumber))
            {
                _lines.Add(pinNumber, _chip.RequestLine(pinNumber));
            }
        }
    }

    /// <inheritdoc/>
    protected internal override void ClosePin(int pinNumber)
    {
        GpioLine? line;
        lock (_lock)
        {
            _lines.Remove(pinNumber, out line);
        }

        Close(line);
    }

    /// <inheritdoc/>
    protected internal override bool IsPinModeSupported(int pinNumber, PinMode mode)
        => mode is PinMode.Input or PinMode.Output or PinMode.InputPullDown or PinMode.InputPullUp;

    /// <inheritdoc/>
    protected internal override PinMode GetPinMode(int pinNumber) => Line(pinNumber).Mode;

    /// <inheritdoc/>
    protected internal override void SetPinMode(int pinNumber, PinMode mode) => SetPinMode(pinNumber, mode, PinValue.Low);

    /// <inheritdoc/>
    protected internal override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
        => Line(pinNumber).SetMode(mode, initialValue);

    /// <inheritdoc/>
    protected internal override PinValue Read(int pinNumber) => Line(pinNumber).Read();

    /// <inheritdoc/>
    protected internal override void Write(int pinNumber, PinValue value) => Line(pinNumber).Write(value);

    /// <inheritdoc/>
    protected internal override WaitForEventResult WaitForEvent(
        int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        GpioLine line = WatchableLine(pinNumber, eventTypes);
        EdgeWaiter waiter = _listener.Wait(line, eventTypes);
        try
        {
            waiter.Outcome.Wait(cancellationToken);
            return Result(waiter.Outcome.Result);
        }
        catch (OperationCanceledException)
        {
            return TimedOut;
        }
        finally
        {
            _listener.GiveUp(line, waiter);
        }
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<WaitForEventResult> WaitForEventAsync(
        int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        GpioLine line = WatchableLine(pinNumber, eventTypes);
        EdgeWaiter waiter = _listener.Wait(line, eventTypes);
        try
        {
            return Result(await waiter.Outcome.WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            return TimedOut;
        }
        finally
        {
            _listener.GiveUp(line, waiter);
        }
    }

    /// <inheritdoc/>
    protected internal override void AddCallbackForPinValueChangedEvent(
        int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _listener.Watch(WatchableLine(pinNumber, eventTypes), eventTypes, callback);
    }

    /// <inheritdoc/>
    protected internal override void RemoveCallbackForPinValueChangedEvent(
        int pinNumber, PinChangeEventHandler callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (!_listener.Unwatch(Line(pinNumber), callback))
        {
            throw new InvalidOperationException($"Nothing is registered for edges of pin {pinNumber}.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            GpioLine[] lines;
            lock (_lock)
            {
                _disposed = true;
                lines = [.. _lines.Values];
                _lines.Clear();
            }

            Array.ForEach(lines, Close);
            _listener.Dispose();
            _chip.Dispose();
        }

        base.Dispose(disposing);
    }

    private static WaitForEventResult TimedOut => new() { EventTypes = PinEventTypes.None, TimedOut = true };

    private static WaitForEventResult Result(EdgeOutcome outcome) => outcome.Fault is not null
        ? throw outcome.Fault
        : new WaitForEventResult { EventTypes = outcome.Edge, TimedOut = outcome.Edge == PinEventTypes.None };

    private void Close(GpioLine? line)
    {
        if (line is not null)
        {
            _listener.Forget(line);
            line.Dispose();
        }
    }

    private GpioLine Line(int pinNumber)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _lines.GetValueOrDefault(pinNumber) ?? throw new InvalidOperationException(
                $"Pin {pinNumber} isn't open. Open it first.");
        }
    }

    private GpioLine WatchableLine(int pinNumber, PinEventTypes eventTypes)
    {
        if ((eventTypes & (PinEventTypes.Rising | PinEventTypes.Falling)) == 0)
        {
            throw new ArgumentException($"Expected Rising, Falling or both, got {eventTypes}.", nameof(eventTypes));
        }

        GpioLine line = Line(pinNumber);
        return line.Mode != PinMode.Output ? line : throw new InvalidOperationException(
            $"Pin {pinNumber} is an output, which has no edges to wait for. Set it to an input mode first.");
    }
}
