namespace System.Device.Gpio.Kernel.Abi;

/// <summary>The kernel's gpio_v2_line_attr_id: which field of the union an attribute carries.</summary>
internal enum LineAttributeId : uint
{
    Flags = 1,
    OutputValues = 2,
    Debounce = 3,
}
