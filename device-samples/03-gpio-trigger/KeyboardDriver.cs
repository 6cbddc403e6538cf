using System.Device.Gpio;

namespace DenseEdge.Samples.GpioTrigger;

/// <summary>A chip that isn't there: a line on the keyboard is a press of the button, and the light is a line on the
/// screen.</summary>
internal sealed class KeyboardDriver(int button, int led, TextReader keyboard, TextWriter screen) : GpioDriver
{
    private readonly Dictionary<int, PinMode> _modes = [];
    private PinValue _light = PinValue.Low;

    protected override int PinCount => Math.Max(button, led) + 1;

    protected override int ConvertPinNumberToLogicalNumberingScheme(int pinNumber) => pinNumber;

    protected override void OpenPin(int pinNumber) => _modes[pinNumber] = PinMode.Input;

    protected override void ClosePin(int pinNumber) => _modes.Remove(pinNumber);

    protected override void SetPinMode(int pinNumber, PinMode mode) => _modes[pinNumber] = mode;

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    // The button is up whenever nobody presses Enter.
    protected override PinValue Read(int pinNumber) => pinNumber == led ? _light : PinValue.High;

    protected override void Write(int pinNumber, PinValue value)
    {
        if (pinNumber == led && value != _light)
        {
            _light = value;
            screen.WriteLine($"simulated light {(value == PinValue.High ? "ON" : "OFF")}");
        }
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        Task<string?> line = Task.Run(keyboard.ReadLine, CancellationToken.None);
        try
        {
            line.Wait(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new WaitForEventResult { TimedOut = true };
        }

        return new WaitForEventResult { EventTypes = eventTypes, TimedOut = line.Result is null };
    }

    protected override void AddCallbackForPinValueChangedEvent(
        int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
        => throw new PlatformNotSupportedException("The simulated chip has no callbacks: use WaitForEvent.");

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
        => throw new PlatformNotSupportedException("The simulated chip has no callbacks: use WaitForEvent.");
}
