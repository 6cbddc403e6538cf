using System.Runtime.InteropServices;
using DenseEdge.Cameras.Conversion;
using DenseEdge.Cameras.Sources.GStreamer.Interop;

namespace DenseEdge.Cameras.Sources.GStreamer;

/// <summary>What the caps of a raw frame say.</summary>
/// <param name="Layout">Where the bytes lie.</param>
/// <param name="Standard">What Y, U and V stand for.</param>
/// <param name="FramesPerSecond">Null if they don't say, or if it varies.</param>
internal sealed record FrameCaps(RawLayout Layout, YuvStandard Standard, double? FramesPerSecond)
{
    /// <summary>Reads caps.</summary>
    /// <exception cref="CameraException">They are of no frame that can be converted.</exception>
    internal static FrameCaps Read(IntPtr caps)
    {
        IntPtr structure = caps == IntPtr.Zero ? IntPtr.Zero : NativeMethods.GetStructure(caps, 0);
        if (structure == IntPtr.Zero
            || NativeMethods.GetInt(structure, "width", out int width) == 0
            || NativeMethods.GetInt(structure, "height", out int height) == 0
            || Text(structure, "format") is not { } format)
        {
            throw new CameraException("GStreamer delivered something that is no video frame.");
        }

        return new FrameCaps(
            RawLayout.Of(RawFormats.FromGStreamer(format), height, width),
            YuvStandard.FromGStreamer(Text(structure, "colorimetry"), height), Rate(structure));
    }

    /// <summary>Names what a device sends: a raw format, or a codec.</summary>
    /// <param name="caps">The caps of the source's pad.</param>
    internal static string? NameOf(IntPtr caps)
    {
        IntPtr structure = NativeMethods.GetStructure(caps, 0);
        string? media = Marshal.PtrToStringUTF8(NativeMethods.GetName(structure));
        return media == "image/jpeg" ? "MJPEG" : Text(structure, "format") ?? media;
    }

    private static double? Rate(IntPtr structure)
        => NativeMethods.GetFraction(structure, "framerate", out int numerator, out int denominator) != 0
            && numerator > 0 && denominator > 0
            ? (double)numerator / denominator
            : null;

    private static string? Text(IntPtr structure, string field)
        => Marshal.PtrToStringUTF8(NativeMethods.GetString(structure, field));
}
