namespace System.Device.Gpio.Drivers;

/// <summary>A driver that needs Linux.</summary>
public abstract class UnixDriver : GpioDriver
{
    /// <summary>Checks the system.</summary>
    /// <exception cref="PlatformNotSupportedException">The system isn't Linux or another Unix.</exception>
    protected UnixDriver()
    {
        if (Environment.OSVersion.Platform != PlatformID.Unix)
        {
            throw new PlatformNotSupportedException(
                $"{GetType().Name} needs Linux with a GPIO character device, found {Environment.OSVersion}.");
        }
    }

    /// <summary>Makes a driver for the first chip, gpiochip0.</summary>
    /// <exception cref="IOException">The chip is missing or may not be opened; the message says what to do.</exception>
    public static UnixDriver Create() => new LibGpiodDriver();
}
