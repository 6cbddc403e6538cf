namespace DenseEdge.Cameras.Addresses;

/// <summary><c>v4l2:///dev/video0?width=1280&amp;height=720&amp;fps=30</c>, a camera of Video4Linux (USB).</summary>
internal sealed record V4l2Address(string Name) : CameraAddress(Name)
{
    internal required string Device { get; init; }

    internal required CameraRequest Request { get; init; }

    internal required LiveOptions Live { get; init; }

    internal required CameraBackend Backend { get; init; }

    internal static V4l2Address Parse(AddressParts parts)
    {
        OptionReader options = new(parts);
        string device = parts.Authority.Length > 0 ? $"/dev/video{parts.Authority}" : parts.LocalPath;
        bool isNumber = parts.Authority.All(char.IsAsciiDigit) && parts.Path.Length == 0 && parts.Authority.Length is > 0 and < 4;
        if (!isNumber && (parts.Authority.Length > 0 || !device.StartsWith("/dev/", StringComparison.Ordinal)))
        {
            options.AddFault("expected a device such as v4l2:///dev/video0 or v4l2://0");
        }

        V4l2Address address = new(parts.Name)
        {
            Device = device,
            Request = CameraRequest.Read(options, CameraRequest.ReadFormat(options)),
            Live = LiveOptions.Read(options, TimeSpan.FromSeconds(5)),
            Backend = BackendOption.Read(options),
        };
        options.Finish();
        return address;
    }
}
