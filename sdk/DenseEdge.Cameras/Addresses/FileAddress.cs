namespace DenseEdge.Cameras.Addresses;

/// <summary><c>file:///path/video.mp4?loop=1</c>, a video file.</summary>
internal sealed record FileAddress(string Name) : CameraAddress(Name)
{
    internal required string Path { get; init; }

    /// <summary>Begins again at the end, for ever.</summary>
    internal required bool Loop { get; init; }

    /// <summary>Plays at the video's own pace and drops frames that nobody took; else every frame, as fast as they are
    /// asked for.</summary>
    internal required bool RealTime { get; init; }

    internal required CameraBackend Backend { get; init; }

    internal static FileAddress Parse(AddressParts parts)
    {
        OptionReader options = new(parts);
        if (parts.Authority.Length > 0 || parts.Path.Length == 0)
        {
            options.AddFault("expected three slashes and a whole path, file:///path/video.mp4, or the path alone");
        }

        FileAddress address = new(parts.Name)
        {
            Path = parts.LocalPath,
            Loop = options.Switch("loop") ?? false,
            RealTime = options.Switch("realtime") ?? false,
            Backend = BackendOption.Read(options),
        };
        options.Finish();
        return address;
    }
}
