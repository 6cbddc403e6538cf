namespace OpenCvSharp;

/// <summary>From which colour space to which; the name says both.</summary>
public enum ColorConversionCodes
{
    /// <summary>BGR to BGRA.</summary>
    BGR2BGRA = 0,

    /// <summary>RGB to RGBA.</summary>
    RGB2RGBA = BGR2BGRA,

    /// <summary>BGRA to BGR.</summary>
    BGRA2BGR = 1,

    /// <summary>RGBA to RGB.</summary>
    RGBA2RGB = BGRA2BGR,

    /// <summary>BGR to RGBA.</summary>
    BGR2RGBA = 2,

    /// <summary>RGB to BGRA.</summary>
    RGB2BGRA = BGR2RGBA,

    /// <summary>RGBA to BGR.</summary>
    RGBA2BGR = 3,

    /// <summary>BGRA to RGB.</summary>
    BGRA2RGB = RGBA2BGR,

    /// <summary>BGR to RGB.</summary>
    BGR2RGB = 4,

    /// <summary>RGB to BGR.</summary>
    RGB2BGR = BGR2RGB,

    /// <summary>BGRA to RGBA.</summary>
    BGRA2RGBA = 5,

    /// <summary>RGBA to BGRA.</summary>
    RGBA2BGRA = BGRA2RGBA,

    /// <summary>BGR to GRAY.</summary>
    BGR2GRAY = 6,

    /// <summary>RGB to GRAY.</summary>
    RGB2GRAY = 7,

    /// <summary>GRAY to BGR.</summary>
    GRAY2BGR = 8,

    /// <summary>GRAY to RGB.</summary>
    GRAY2RGB = GRAY2BGR,

    /// <summary>GRAY to BGRA.</summary>
    GRAY2BGRA = 9,

    /// <summary>GRAY to RGBA.</summary>
    GRAY2RGBA = GRAY2BGRA,

    /// <summary>BGRA to GRAY.</summary>
    BGRA2GRAY = 10,

    /// <summary>RGBA to GRAY.</summary>
    RGBA2GRAY = 11,

    /// <summary>BGR to YCrCb.</summary>
    BGR2YCrCb = 36,

    /// <summary>RGB to YCrCb.</summary>
    RGB2YCrCb = 37,

    /// <summary>YCrCb to BGR.</summary>
    YCrCb2BGR = 38,

    /// <summary>YCrCb to RGB.</summary>
    YCrCb2RGB = 39,

    /// <summary>BGR to HSV.</summary>
    BGR2HSV = 40,

    /// <summary>RGB to HSV.</summary>
    RGB2HSV = 41,

    /// <summary>BGR to Lab.</summary>
    BGR2Lab = 44,

    /// <summary>RGB to Lab.</summary>
    RGB2Lab = 45,

    /// <summary>HSV to BGR.</summary>
    HSV2BGR = 54,

    /// <summary>HSV to RGB.</summary>
    HSV2RGB = 55,

    /// <summary>Lab to BGR.</summary>
    Lab2BGR = 56,

    /// <summary>Lab to RGB.</summary>
    Lab2RGB = 57,
}
