namespace DenseEdge.Cameras.Addresses;

/// <summary><c>rtsp://user:password@host/path?latency=200&amp;timeout=5s</c>, a network camera.</summary>
/// <remarks>Options that are not ours belong to the camera's own address and are sent to it.</remarks>
internal sealed record RtspAddress(string Name) : CameraAddress(Name)
{
    /// <summary>The address without credentials and without our options.</summary>
    internal required string Location { get; init; }

    internal required string? UserName { get; init; }

    internal required string? Password { get; init; }

    /// <summary>How long the jitter buffer waits for late packets.</summary>
    internal required TimeSpan Latency { get; init; }

    /// <summary>Over UDP instead of the TCP connection.</summary>
    internal required bool OverUdp { get; init; }

    internal required LiveOptions Live { get; init; }

    internal required CameraBackend Backend { get; init; }

    /// <summary>The address with credentials, for libraries that take them no other way. Never to be printed.</summary>
    internal string LocationWithCredentials => UserName is null
        ? Location
        : Location.Insert(
            Location.IndexOf("://", StringComparison.Ordinal) + 3,
            $"{Uri.EscapeDataString(UserName)}:{Uri.EscapeDataString(Password ?? string.Empty)}@");

    internal static RtspAddress Parse(AddressParts parts)
    {
        OptionReader options = new(parts);
        int at = parts.Authority.LastIndexOf('@');
        string host = parts.Authority[(at + 1)..];
        if (!Uri.TryCreate($"{parts.Scheme}://{host}{parts.Path}", UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            options.AddFault("expected rtsp://host/path or rtsp://user:password@host:554/path");
        }

        TimeSpan latency = options.Duration("latency", TimeSpan.Zero, TimeSpan.FromSeconds(10)) ?? TimeSpan.FromMilliseconds(200);
        LiveOptions live = LiveOptions.Read(options, TimeSpan.FromSeconds(5));
        bool overUdp = options.Choice("transport", ("tcp", false), ("udp", true)) ?? false;
        CameraBackend backend = BackendOption.Read(options);
        string rest = options.FinishWithRest();
        string[] credentials = at < 0 ? [] : parts.Authority[..at].Split(':', 2);
        return new RtspAddress(parts.Name)
        {
            Location = $"{parts.Scheme}://{host}{parts.Path}{(rest.Length > 0 ? "?" : string.Empty)}{rest}",
            UserName = credentials.Length > 0 ? Uri.UnescapeDataString(credentials[0]) : null,
            Password = credentials.Length > 1 ? Uri.UnescapeDataString(credentials[1]) : null,
            Latency = latency,
            OverUdp = overUdp,
            Live = live,
            Backend = backend,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
