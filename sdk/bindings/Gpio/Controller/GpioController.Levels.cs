namespace System.Device.Gpio;

/// <content>Levels.</content>
public partial class GpioController
{
    /// <summary>Reads the level of a pin; of an output too.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open.</exception>
    /// <exception cref="IOException">The kernel refused, for instance because the chip is gone.</exception>
    public virtual PinValue Read(int pinNumber)
    {
        Opened(pinNumber, "read");
        return Driver.Read(GetLogicalPinNumber(pinNumber));
    }

    /// <summary>Reads several pins, one after the other.</summary>
    /// <param name="pinValuePairs">The pins; gets their levels.</param>
    public void Read(Span<PinValuePair> pinValuePairs)
    {
        foreach (ref PinValuePair pair in pinValuePairs)
        {
            pair = new PinValuePair(pair.PinNumber, Read(pair.PinNumber));
        }
    }

    /// <summary>Sets the level of an output. An input keeps it for the moment when it becomes an output.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="value">The level.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open.</exception>
    /// <exception cref="IOException">The kernel refused, for instance because the chip is gone.</exception>
    public virtual void Write(int pinNumber, PinValue value)
    {
        Opened(pinNumber, "write to").Desired = value;
        int logical = GetLogicalPinNumber(pinNumber);
        if (Driver.GetPinMode(logical) == PinMode.Output)
        {
            Driver.Write(logical, value);
        }
    }

    /// <summary>Sets several pins, one after the other.</summary>
    /// <param name="pinValuePairs">The pins and their levels.</param>
    public void Write(ReadOnlySpan<PinValuePair> pinValuePairs)
    {
        foreach (PinValuePair pair in pinValuePairs)
        {
            Write(pair.PinNumber, pair.PinValue);
        }
    }

    /// <summary>Changes the level of an output to the other one.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open.</exception>
    public virtual void Toggle(int pinNumber)
    {
        Opened(pinNumber, "toggle");
        Driver.Toggle(GetLogicalPinNumber(pinNumber));
    }
}
