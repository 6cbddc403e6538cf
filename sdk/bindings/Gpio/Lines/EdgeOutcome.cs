namespace System.Device.Gpio.Lines;

/// <summary>How a wait ended: with an edge, or with neither because the line was closed, or with the kernel's refusal.</summary>
internal readonly record struct EdgeOutcome(PinEventTypes Edge, IOException? Fault);
