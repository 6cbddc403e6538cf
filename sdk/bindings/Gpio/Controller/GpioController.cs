using System.Device.Gpio.Drivers;

namespace System.Device.Gpio;

/// <summary>
/// The pins of one chip. Pins are opened before use and belong to this program until they are closed; every other
/// program is refused them. Methods may be called from any thread; two threads that open or close the same pin at the
/// same time have to agree first.
/// </summary>
public partial class GpioController : IDisposable
{
    private readonly Dictionary<int, OpenPinState> _openPins = [];
    private readonly Lock _openPinsLock = new();
    private GpioDriver? _driver;

    /// <summary>Opens the chip that leads to the board's header: see <see cref="GpioController(PinNumberingScheme)"/>.</summary>
    /// <exception cref="IOException">The chip is missing or may not be opened; the message says what to do.</exception>
    public GpioController()
        : this(PinNumberingScheme.Logical)
    {
    }

    /// <summary>
    /// Opens the chip that leads to the board's header: the RP1 of a Raspberry Pi 5, whichever number it has, elsewhere
    /// gpiochip0.
    /// </summary>
    /// <param name="numberingScheme">What pin numbers count.</param>
    /// <exception cref="IOException">The chip is missing or may not be opened; the message says what to do.</exception>
    public GpioController(PinNumberingScheme numberingScheme)
        : this(numberingScheme, LibGpiodDriver.ForHeader())
    {
    }

    /// <summary>Uses a driver, which the controller owns from now on.</summary>
    /// <param name="numberingScheme">What pin numbers count.</param>
    /// <param name="driver">The driver, such as <c>new LibGpiodDriver(gpioChip: 1)</c>.</param>
    public GpioController(PinNumberingScheme numberingScheme, GpioDriver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        NumberingScheme = numberingScheme;
        _driver = driver;
    }

    /// <summary>Gets what pin numbers count.</summary>
    public PinNumberingScheme NumberingScheme { get; }

    /// <summary>Gets the number of pins of the chip.</summary>
    public virtual int PinCount => Driver.PinCount;

    private GpioDriver Driver => _driver ?? throw new ObjectDisposedException(nameof(GpioController));

    /// <summary>Takes a pin without a change of its mode or level. An open pin stays as it is.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <exception cref="IOException">The chip has no such pin, or somebody else uses it: the message says who.</exception>
    public GpioPin OpenPin(int pinNumber)
    {
        if (Find(pinNumber) is { } open)
        {
            return open.Pin;
        }

        OpenPinCore(pinNumber);
        var state = new OpenPinState(new GpioPin(pinNumber, this));
        lock (_openPinsLock)
        {
            _openPins.Add(pinNumber, state);
        }

        return state.Pin;
    }

    /// <summary>Takes a pin and says what it does. An output starts low.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="mode">What it shall do.</param>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        GpioPin pin = OpenPin(pinNumber);
        SetPinMode(pinNumber, mode);
        return pin;
    }

    /// <summary>Takes a pin, says what it does and what it drives from the first moment on.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="mode">What it shall do.</param>
    /// <param name="initialValue">The first level of an output; there is no glitch to the other one.</param>
    public GpioPin OpenPin(int pinNumber, PinMode mode, PinValue initialValue)
    {
        GpioPin pin = OpenPin(pinNumber);
        Find(pinNumber)!.Desired = initialValue;
        SetPinMode(pinNumber, mode);
        return pin;
    }

    /// <summary>Gives a pin back. What an output then does is the chip's choice; most keep the level.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open.</exception>
    public void ClosePin(int pinNumber)
    {
        Opened(pinNumber, "close");
        ClosePinCore(pinNumber);
        lock (_openPinsLock)
        {
            _openPins.Remove(pinNumber);
        }
    }

    /// <summary>Tells whether a pin is open here.</summary>
    /// <param name="pinNumber">The pin.</param>
    public virtual bool IsPinOpen(int pinNumber)
    {
        _ = Driver;
        return Find(pinNumber) is not null;
    }

    /// <summary>Tells whether a pin can do something.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="mode">What it shall do.</param>
    public virtual bool IsPinModeSupported(int pinNumber, PinMode mode)
        => Driver.IsPinModeSupported(GetLogicalPinNumber(pinNumber), mode);

    /// <summary>Changes what a pin does. A level that was written before becomes an output's first level.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <param name="mode">What it shall do.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open or can't do that.</exception>
    public virtual void SetPinMode(int pinNumber, PinMode mode)
    {
        OpenPinState state = Opened(pinNumber, "set the mode of");
        if (!IsPinModeSupported(pinNumber, mode))
        {
            throw new InvalidOperationException($"Pin {pinNumber} can't be set to {mode}.");
        }

        int logical = GetLogicalPinNumber(pinNumber);
        if (state.Desired is { } desired)
        {
            Driver.SetPinMode(logical, mode, desired);
        }
        else
        {
            Driver.SetPinMode(logical, mode);
        }
    }

    /// <summary>Tells what a pin does.</summary>
    /// <param name="pinNumber">The pin.</param>
    /// <exception cref="InvalidOperationException">The pin isn't open.</exception>
    public virtual PinMode GetPinMode(int pinNumber)
    {
        Opened(pinNumber, "get the mode of");
        return Driver.GetPinMode(GetLogicalPinNumber(pinNumber));
    }

    /// <summary>Closes every open pin and the driver. Calling it again does nothing.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Converts a pin number of the controller's to the driver's.</summary>
    /// <param name="pinNumber">The pin.</param>
    protected virtual int GetLogicalPinNumber(int pinNumber) => NumberingScheme == PinNumberingScheme.Logical
        ? pinNumber
        : Driver.ConvertPinNumberToLogicalNumberingScheme(pinNumber);

    /// <summary>Has the driver take a pin.</summary>
    /// <param name="pinNumber">The pin.</param>
    protected virtual void OpenPinCore(int pinNumber) => Driver.OpenPin(GetLogicalPinNumber(pinNumber));

    /// <summary>Has the driver give a pin back.</summary>
    /// <param name="pinNumber">The pin.</param>
    protected virtual void ClosePinCore(int pinNumber) => Driver.ClosePin(GetLogicalPinNumber(pinNumber));

    /// <summary>Gives up what the controller holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _driver is null)
        {
            return;
        }

        int[] open;
        lock (_openPinsLock)
        {
            open = [.. _openPins.Keys];
            _openPins.Clear();
        }

        foreach (int pinNumber in open)
        {
            ClosePinCore(pinNumber);
        }

        _driver.Dispose();
        _driver = null;
    }

    private OpenPinState? Find(int pinNumber)
    {
        lock (_openPinsLock)
        {
            return _openPins.GetValueOrDefault(pinNumber);
        }
    }

    private OpenPinState Opened(int pinNumber, string action)
    {
        _ = Driver;
        return Find(pinNumber) ?? throw new InvalidOperationException(
            $"Can't {action} pin {pinNumber}: it isn't open. Call OpenPin({pinNumber}) first.");
    }

    /// <summary>An open pin, and the level that was last written to it, which outlives a change of its mode.</summary>
    private sealed class OpenPinState(GpioPin pin)
    {
        public GpioPin Pin { get; } = pin;

        public PinValue? Desired { get; set; }
    }
}
