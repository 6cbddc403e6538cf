namespace System.Device.Gpio;

/// <summary>
/// The way to one chip's pins, behind a <see cref="GpioController"/>. Pin numbers are the chip's own, whatever the
/// controller counts. Derive from it to put a simulated chip behind a program.
/// </summary>
public abstract class GpioDriver : IDisposable
{
    /// <summary>Gets the number of pins of the chip.</summary>
    protected internal abstract int PinCount { get; }

    /// <summary>Closes every open pin. Calling it again does nothing.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Converts a contact of the board's header.</summary>
    /// <param name="pinNumber">The contact.</param>
    /// <returns>The chip's pin.</returns>
    protected internal abstract int ConvertPinNumberToLogicalNumberingScheme(int pinNumber);

    /// <summary>Takes a pin, if possible without a change of its mode or level.</summary>
    /// <param name="pinNumber">The pin.</param>
    protected internal abstract void OpenPin(int pinNumber);

    /// <summary>Gives a pin back.</summary>
    /// <param name="pinNumber">The pin.</param>
    protected internal abstract void ClosePin(int pinNumber);

    /// <summary>Changes what a pin does.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="mode">What it shall do.</param>
    protected internal abstract void SetPinMode(int pinNumber, PinMode mode);

    /// <summary>Changes what a pin does and, for an output, what it drives from the first moment on.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="mode">What it shall do.</param>
    /// <param name="initialValue">The first level of an output; an input ignores it.</param>
    protected internal virtual void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        SetPinMode(pinNumber, mode);
        if (mode == PinMode.Output)
        {
            Write(pinNumber, initialValue);
        }
    }

    /// <summary>Tells what a pin does.</summary>
    /// <param name="pinNumber">The pin.</param>
    protected internal abstract PinMode GetPinMode(int pinNumber);

    /// <summary>Tells whether a pin can do something.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="mode">What it shall do.</param>
    protected internal abstract bool IsPinModeSupported(int pinNumber, PinMode mode);

    /// <summary>Reads the level of a pin.</summary>
    /// <param name="pinNumber">The pin.</param>
    protected internal abstract PinValue Read(int pinNumber);

    /// <summary>Changes the level of an output to the other one.</summary>
    /// <param name="pinNumber">The pin.</param>
    protected internal virtual void Toggle(int pinNumber) => Write(pinNumber, !Read(pinNumber));

    /// <summary>Sets the level of an output.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="value">The level.</param>
    protected internal abstract void Write(int pinNumber, PinValue value);

    /// <summary>Waits for an edge.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="eventTypes">The edges that end the wait.</param>
    /// <param name="cancellationToken">Ends the wait; the result then says that it timed out.</param>
    protected internal abstract WaitForEventResult WaitForEvent(
        int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken);

    /// <summary>Waits for an edge without a blocked thread, if the driver can.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="eventTypes">The edges that end the wait.</param>
    /// <param name="cancellationToken">Ends the wait; the result then says that it timed out.</param>
    protected internal virtual ValueTask<WaitForEventResult> WaitForEventAsync(
        int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
        => new(Task.Run(() => WaitForEvent(pinNumber, eventTypes, cancellationToken), CancellationToken.None));

    /// <summary>Has a method called for every edge.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="eventTypes">The edges.</param>
    /// <param name="callback">The method.</param>
    protected internal abstract void AddCallbackForPinValueChangedEvent(
        int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback);

    /// <summary>Ends the calls of a method.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="callback">The method.</param>
    protected internal abstract void RemoveCallbackForPinValueChangedEvent(
        int pinNumber, PinChangeEventHandler callback);

    /// <summary>Gives up what the driver holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
