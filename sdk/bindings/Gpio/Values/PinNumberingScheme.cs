namespace System.Device.Gpio;

/// <summary>What a pin number counts.</summary>
public enum PinNumberingScheme
{
    /// <summary>The chip's lines, from 0: what gpioinfo and the chip's data sheet say.</summary>
    Logical,

    /// <summary>The contacts of the board's header. No driver here knows them.</summary>
    Board,
}
