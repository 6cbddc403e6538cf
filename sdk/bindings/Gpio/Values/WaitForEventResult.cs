namespace System.Device.Gpio;

/// <summary>How a wait for an edge ended.</summary>
public struct WaitForEventResult
{
    /// <summary>The edge that came; <see cref="PinEventTypes.None"/> if none did.</summary>
    public PinEventTypes EventTypes;

    /// <summary>True if the time was over, the wait was cancelled or the pin was closed before an edge came.</summary>
    public bool TimedOut;
}
