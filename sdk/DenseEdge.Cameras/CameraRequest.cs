using DenseEdge.Cameras.Addresses;

namespace DenseEdge.Cameras;

/// <summary>What the URI asks of a camera. A request, not a promise: see <see cref="CameraGrant"/>.</summary>
/// <param name="Width">Width in pixels; null for the camera's choice.</param>
/// <param name="Height">Height in pixels; null for the camera's choice.</param>
/// <param name="FramesPerSecond">Above 0; null for the camera's choice.</param>
/// <param name="Format">The form of the frames; null for the camera's choice.</param>
public sealed record CameraRequest(int? Width, int? Height, double? FramesPerSecond, CameraFormat? Format)
{
    /// <summary>No wishes.</summary>
    internal static CameraRequest None { get; } = new(null, null, null, null);

    internal static CameraRequest Read(OptionReader options, CameraFormat? format) => new(
        options.Integer("width", 1, CameraLimits.Side), options.Integer("height", 1, CameraLimits.Side),
        options.Number("fps", 0.01, CameraLimits.FramesPerSecond), format);

    internal static CameraFormat? ReadFormat(OptionReader options) => options.Choice(
        "format", ("rgb", CameraFormat.Rgb), ("bgr", CameraFormat.Bgr), ("yuyv", CameraFormat.Yuyv),
        ("nv12", CameraFormat.Nv12), ("mjpeg", CameraFormat.Mjpeg));
}
