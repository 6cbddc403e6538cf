namespace System.Device.Gpio;

/// <summary>Is called for every edge, on the driver's thread, one call at a time: an exception ends the process.</summary>
/// <param name="sender">The driver.</param>
/// <param name="pinValueChangedEventArgs">The edge.</param>
public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);
