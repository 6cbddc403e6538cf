namespace DenseEdge.Cameras.Addresses;

/// <summary><c>csi://0?width=1280&amp;height=720&amp;fps=30</c>, a camera on a Jetson's CSI port, through NVIDIA's image
/// signal processor (nvarguscamerasrc).</summary>
internal sealed record CsiAddress(string Name) : CameraAddress(Name)
{
    /// <summary>Number of the sensor, from 0.</summary>
    internal required int Sensor { get; init; }

    internal required CameraRequest Request { get; init; }

    internal required LiveOptions Live { get; init; }

    /// <summary>nvvidconv's flip-method: 0 none, 1 to 3 turns by 90° counter-clockwise, 4 to 7 mirrored.</summary>
    internal required int Flip { get; init; }

    internal static CsiAddress Parse(AddressParts parts)
    {
        OptionReader options = new(parts);
        bool isNumber = parts.Authority.Length is > 0 and < 3 && parts.Authority.All(char.IsAsciiDigit)
            && parts.Path is "" or "/";
        if (!isNumber)
        {
            options.AddFault("expected a sensor's number such as csi://0");
        }

        CsiAddress address = new(parts.Name)
        {
            Sensor = isNumber ? int.Parse(parts.Authority, System.Globalization.CultureInfo.InvariantCulture) : 0,
            Request = CameraRequest.Read(options, format: null),
            Live = LiveOptions.Read(options, TimeSpan.FromSeconds(5)),
            Flip = options.Integer("flip", 0, 7) ?? 0,
        };
        options.Finish();
        return address;
    }
}
