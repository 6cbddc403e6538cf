namespace System.Device.Gpio;

/// <content>Edges.</content>
public partial class GpioController
{
    /// <summary>Waits for an edge.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="eventTypes">The edges that end the wait.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <returns>The edge, or that the time was over.</returns>
    public WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, TimeSpan timeout)
    {
        using var source = new CancellationTokenSource(timeout);
        return WaitForEvent(pinNumber, eventTypes, source.Token);
    }

    /// <summary>Waits for an edge.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="eventTypes">The edges that end the wait.</param>
    /// <param name="cancellationToken">Ends the wait; the result then says that it timed out.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open, or is an output.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventTypes"/> names no edge.</exception>
    /// <exception cref="IOException">The chip finds no edges on this pin, or is gone.</exception>
    public virtual WaitForEventResult WaitForEvent(
        int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        Opened(pinNumber, "wait for an edge of");
        return Driver.WaitForEvent(GetLogicalPinNumber(pinNumber), eventTypes, cancellationToken);
    }

    /// <summary>Waits for an edge without a blocked thread.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="eventTypes">The edges that end the wait.</param>
    /// <param name="timeout">The longest wait.</param>
    public async ValueTask<WaitForEventResult> WaitForEventAsync(
        int pinNumber, PinEventTypes eventTypes, TimeSpan timeout)
    {
        using var source = new CancellationTokenSource(timeout);
        return await WaitForEventAsync(pinNumber, eventTypes, source.Token).ConfigureAwait(false);
    }

    /// <summary>Waits for an edge without a blocked thread.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="eventTypes">The edges that end the wait.</param>
    /// <param name="token">Ends the wait; the result then says that it timed out.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open, or is an output.</exception>
    public virtual ValueTask<WaitForEventResult> WaitForEventAsync(
        int pinNumber, PinEventTypes eventTypes, CancellationToken token)
    {
        Opened(pinNumber, "wait for an edge of");
        return Driver.WaitForEventAsync(GetLogicalPinNumber(pinNumber), eventTypes, token);
    }

    /// <summary>Has a method called for every edge, on the driver's thread.</summary>
    /// <param name="pinNumber">The pin, an input.</param>
    /// <param name="eventTypes">The edges.</param>
    /// <param name="callback">The method. It runs between two edges: let it return soon.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open, or is an output.</exception>
    /// <exception cref="ArgumentException"><paramref name="eventTypes"/> names no edge.</exception>
    /// <exception cref="IOException">The chip finds no edges on this pin.</exception>
    public virtual void RegisterCallbackForPinValueChangedEvent(
        int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        Opened(pinNumber, "watch");
        Driver.AddCallbackForPinValueChangedEvent(GetLogicalPinNumber(pinNumber), eventTypes, callback);
    }

    /// <summary>Ends the calls of a method.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="callback">The method. A call that is under way isn't waited for.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open, or nothing was registered for it.</exception>
    public virtual void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        Opened(pinNumber, "stop watching");
        Driver.RemoveCallbackForPinValueChangedEvent(GetLogicalPinNumber(pinNumber), callback);
    }
}
