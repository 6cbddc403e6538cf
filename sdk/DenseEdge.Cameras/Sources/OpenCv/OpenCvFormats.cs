using OpenCvSharp;

namespace DenseEdge.Cameras.Sources.OpenCv;

/// <summary>Formats as OpenCV's four characters.</summary>
internal static class OpenCvFormats
{
    /// <summary>Gets the characters, as the kernel's videodev2.h has them.</summary>
    internal static uint FourCcOf(CameraFormat format) => format switch
    {
        CameraFormat.Rgb => Pack("RGB3"),
        CameraFormat.Bgr => Pack("BGR3"),
        CameraFormat.Yuyv => Pack("YUYV"),
        CameraFormat.Nv12 => Pack("NV12"),
        _ => Pack("MJPG"),
    };

    /// <summary>Names the format that a capture reads.</summary>
    internal static string NameOf(VideoCapture capture)
    {
        uint code = unchecked((uint)(long)capture.Get(VideoCaptureProperties.FourCC));
        string name = string.Concat(Enumerable.Range(0, 4).Select(i => (char)((code >> (8 * i)) & 0xFF))).TrimEnd('\0', ' ');
        return name switch
        {
            "YUYV" => "YUY2",
            "RGB3" => "RGB",
            "BGR3" => "BGR",
            "MJPG" => "MJPEG",
            "" => "unknown",
            _ when name.All(char.IsAsciiLetterOrDigit) => name,
            _ => "unknown",
        };
    }

    private static uint Pack(string name) => name[0] | ((uint)name[1] << 8) | ((uint)name[2] << 16) | ((uint)name[3] << 24);
}
