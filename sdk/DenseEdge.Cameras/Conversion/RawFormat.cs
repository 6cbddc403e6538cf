namespace DenseEdge.Cameras.Conversion;

/// <summary>How the bytes of a raw frame are laid out; the names are those of GStreamer's formats.</summary>
internal enum RawFormat
{
    /// <summary>Red, green, blue bytes.</summary>
    Rgb,

    /// <summary>Blue, green, red bytes.</summary>
    Bgr,

    /// <summary>YUY2 or YUYV: Y0 U Y1 V, one colour for two pixels of a row.</summary>
    Yuyv,

    /// <summary>A plane of Y, then a plane of U and V in turn, one colour for 2 x 2 pixels.</summary>
    Nv12,

    /// <summary>Planes of Y, U and V, one colour for 2 x 2 pixels.</summary>
    I420,

    /// <summary>Planes of Y, U and V, one colour for two pixels of a row (motion JPEG of most USB cameras).</summary>
    Y42b,
}
