namespace System.Device.Gpio;

/// <summary>One open pin of a <see cref="GpioController"/>; it closes with the controller.</summary>
public class GpioPin
{
    private readonly GpioController _controller;

    internal GpioPin(int pinNumber, GpioController controller)
    {
        PinNumber = pinNumber;
        _controller = controller;
    }

    /// <summary>Occurs at every edge, on the driver's thread: an exception there ends the process.</summary>
    public event PinChangeEventHandler ValueChanged
    {
        add => _controller.RegisterCallbackForPinValueChangedEvent(
            PinNumber, PinEventTypes.Rising | PinEventTypes.Falling, value);
        remove => _controller.UnregisterCallbackForPinValueChangedEvent(PinNumber, value);
    }

    /// <summary>Gets the pin's number.</summary>
    public int PinNumber { get; }

    /// <summary>Tells what the pin does.</summary>
    public PinMode GetPinMode() => _controller.GetPinMode(PinNumber);

    /// <summary>Tells whether the pin can do something.</summary>
    /// <param name="pinMode">What it shall do.</param>
    public bool IsPinModeSupported(PinMode pinMode) => _controller.IsPinModeSupported(PinNumber, pinMode);

    /// <summary>Changes what the pin does.</summary>
    /// <param name="value">What it shall do.</param>
    public void SetPinMode(PinMode value) => _controller.SetPinMode(PinNumber, value);

    /// <summary>Reads the pin's level.</summary>
    public PinValue Read() => _controller.Read(PinNumber);

    /// <summary>Sets the level of an output. An input keeps it for the moment when it becomes an output.</summary>
    /// <param name="value">The level.</param>
    public void Write(PinValue value) => _controller.Write(PinNumber, value);

    /// <summary>Changes the level of an output to the other one.</summary>
    public void Toggle() => _controller.Toggle(PinNumber);
}
