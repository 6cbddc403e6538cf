namespace System.Device.Gpio;

/// <summary>What a pin does.</summary>
public enum PinMode
{
    /// <summary>Reads a level; no pull resistor is asked for.</summary>
    Input,

    /// <summary>Drives a level.</summary>
    Output,

    /// <summary>Reads a level; a resistor inside the chip pulls an open pin low.</summary>
    InputPullDown,

    /// <summary>Reads a level; a resistor inside the chip pulls an open pin high.</summary>
    InputPullUp,
}
