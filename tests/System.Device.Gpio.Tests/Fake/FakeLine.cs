using System.Device.Gpio.Kernel.Abi;

namespace System.Device.Gpio.Tests.Fake;

/// <summary>One line: what the kernel knows of it, and what the world outside drives.</summary>
internal sealed class FakeLine
{
    public string Name { get; set; } = string.Empty;

    /// <summary>Gets or sets who has the line; null if nobody.</summary>
    public string? Consumer { get; set; }

    public LineFlags Direction { get; set; } = LineFlags.Input;

    public LineFlags Bias { get; set; }

    /// <summary>Gets or sets the level of the output register.</summary>
    public bool Driven { get; set; }

    /// <summary>Gets or sets the level from outside; null if the contact is open.</summary>
    public bool? External { get; set; }

    public bool Level => Direction == LineFlags.Output ? Driven : External ?? Bias == LineFlags.BiasPullUp;
}
