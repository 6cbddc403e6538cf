namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpio_v2_line_event_id.</summary>
internal enum LineEventId : uint
{
    RisingEdge = 1,
    FallingEdge = 2,
}
