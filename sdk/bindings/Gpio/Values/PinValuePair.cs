namespace System.Device.Gpio;

/// <summary>A pin and its level.</summary>
public readonly struct PinValuePair
{
    /// <summary>Makes a pair.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="pinValue">Its level.</param>
    public PinValuePair(int pinNumber, PinValue pinValue)
    {
        PinNumber = pinNumber;
        PinValue = pinValue;
    }

    /// <summary>Gets the pin.</summary>
    public int PinNumber { get; }

    /// <summary>Gets its level.</summary>
    public PinValue PinValue { get; }

    /// <summary>Takes the pair apart.</summary>
    /// <param name="pinNumber">Gets the pin.</param>
    /// <param name="pinValue">Gets its level.</param>
    public void Deconstruct(out int pinNumber, out PinValue pinValue)
    {
        pinNumber = PinNumber;
        pinValue = PinValue;
    }
}
