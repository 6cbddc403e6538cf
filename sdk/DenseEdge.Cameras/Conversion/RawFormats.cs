using System.Diagnostics;

namespace DenseEdge.Cameras.Conversion;

/// <summary>Names of the formats, as GStreamer writes them.</summary>
internal static class RawFormats
{
    /// <summary>What the end of a pipeline may deliver, most welcome first: one pass makes RGB of each.</summary>
    internal const string GStreamerList = "{ RGB, BGR, NV12, I420, YUY2, Y42B }";

    /// <summary>Finds a format.</summary>
    /// <param name="name">GStreamer's name, such as <c>YUY2</c>.</param>
    /// <exception cref="CameraException">It is another format.</exception>
    internal static RawFormat FromGStreamer(string name) => name switch
    {
        "RGB" => RawFormat.Rgb,
        "BGR" => RawFormat.Bgr,
        "YUY2" => RawFormat.Yuyv,
        "NV12" => RawFormat.Nv12,
        "I420" => RawFormat.I420,
        "Y42B" => RawFormat.Y42b,
        _ => throw new CameraException($"Expected frames as one of {GStreamerList}, got '{name}'."),
    };

    /// <summary>Gets GStreamer's name.</summary>
    internal static string GStreamerName(this RawFormat format) => format switch
    {
        RawFormat.Rgb => "RGB",
        RawFormat.Bgr => "BGR",
        RawFormat.Yuyv => "YUY2",
        RawFormat.Nv12 => "NV12",
        RawFormat.I420 => "I420",
        RawFormat.Y42b => "Y42B",
        _ => throw new UnreachableException(),
    };
}
