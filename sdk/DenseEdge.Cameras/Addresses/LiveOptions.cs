namespace DenseEdge.Cameras.Addresses;

/// <summary>What live cameras have in common.</summary>
/// <param name="Timeout">How long no frame may come before the camera is opened anew.</param>
/// <param name="Reconnect">Whether it is opened anew at all.</param>
internal sealed record LiveOptions(TimeSpan Timeout, bool Reconnect)
{
    internal static LiveOptions Read(OptionReader options, TimeSpan timeout, bool reconnectByDefault = true) => new(
        options.Duration("timeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)) ?? timeout,
        options.Switch("reconnect") ?? reconnectByDefault);
}
