namespace DenseEdge.Cameras.Addresses;

/// <summary>A camera's URI, taken apart and checked. One subclass for each kind of camera.</summary>
/// <param name="Name">The URI as it may be printed: without passwords.</param>
internal abstract record CameraAddress(string Name)
{
    /// <summary>Reads a URI or a plain path.</summary>
    /// <param name="uri">What the user wrote.</param>
    /// <exception cref="ArgumentException">It is no camera's address; the message lists every fault and what is
    /// allowed, and holds no password.</exception>
    internal static CameraAddress Parse(string uri)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(uri);
        AddressParts parts = AddressParts.Split(uri);
        return parts.Scheme switch
        {
            "v4l2" => V4l2Address.Parse(parts),
            "csi" => CsiAddress.Parse(parts),
            "rtsp" or "rtsps" => RtspAddress.Parse(parts),
            "file" => FileAddress.Parse(parts),
            "dir" => ImagesAddress.Parse(parts),
            "test" => TestAddress.Parse(parts),
            _ => throw new ArgumentException(
                $"Camera '{parts.Name}': expected v4l2://, csi://, rtsp://, rtsps://, file://, dir:// or test://, "
                + $"found '{parts.Scheme}://'."),
        };
    }
}
