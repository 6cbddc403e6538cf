namespace System.Device.Gpio;

/// <summary>One edge of one pin.</summary>
public class PinValueChangedEventArgs : EventArgs
{
    /// <summary>Makes the arguments.</summary>
    /// <param name="changeType">The edge: rising or falling, never both.</param>
    /// <param name="pinNumber">The pin.</param>
    public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
    {
        ChangeType = changeType;
        PinNumber = pinNumber;
    }

    /// <summary>Gets the edge: rising or falling, never both.</summary>
    public PinEventTypes ChangeType { get; }

    /// <summary>Gets the pin.</summary>
    public int PinNumber { get; }
}
