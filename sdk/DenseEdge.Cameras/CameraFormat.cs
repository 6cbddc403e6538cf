namespace DenseEdge.Cameras;

/// <summary>The form in which a camera sends its frames. DenseEdge turns each into RGB once.</summary>
public enum CameraFormat
{
    /// <summary>Red, green, blue bytes.</summary>
    Rgb,

    /// <summary>Blue, green, red bytes.</summary>
    Bgr,

    /// <summary>YUYV (YUY2): the raw format of most USB cameras.</summary>
    Yuyv,

    /// <summary>NV12: the raw format of most ISPs and hardware decoders.</summary>
    Nv12,

    /// <summary>Motion JPEG: what USB cameras send at high resolutions.</summary>
    Mjpeg,
}
