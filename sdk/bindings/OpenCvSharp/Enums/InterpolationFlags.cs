namespace OpenCvSharp;

/// <summary>How a resize computes pixels between pixels.</summary>
public enum InterpolationFlags
{
    /// <summary>The nearest pixel; for label maps.</summary>
    Nearest = 0,

    /// <summary>Bilinear.</summary>
    Linear = 1,

    /// <summary>Bicubic.</summary>
    Cubic = 2,

    /// <summary>The mean of the pixel's area; for shrinking.</summary>
    Area = 3,

    /// <summary>Lanczos over 8x8 pixels.</summary>
    Lanczos4 = 4,

    /// <summary>Bilinear, bit for bit the same on every machine.</summary>
    LinearExact = 5,
}
