namespace OpenCvSharp;

/// <summary>How an encoded image is turned into a matrix.</summary>
[Flags]
public enum ImreadModes
{
    /// <summary>As stored, alpha included; palettes are expanded to colours all the same.</summary>
    Unchanged = -1,

    /// <summary>One channel of 8 bits.</summary>
    Grayscale = 0,

    /// <summary>Three channels of 8 bits, blue first.</summary>
    Color = 1,

    /// <summary>16-bit and 32-bit depths are kept.</summary>
    AnyDepth = 2,

    /// <summary>Any number of channels is kept.</summary>
    AnyColor = 4,

    /// <summary>Read with the GDAL driver.</summary>
    LoadGdal = 8,

    /// <summary>One channel, half the size.</summary>
    ReducedGrayscale2 = 16,

    /// <summary>Three channels, half the size.</summary>
    ReducedColor2 = 17,

    /// <summary>One channel, a quarter of the size.</summary>
    ReducedGrayscale4 = 32,

    /// <summary>Three channels, a quarter of the size.</summary>
    ReducedColor4 = 33,

    /// <summary>One channel, an eighth of the size.</summary>
    ReducedGrayscale8 = 64,

    /// <summary>Three channels, an eighth of the size.</summary>
    ReducedColor8 = 65,

    /// <summary>The EXIF orientation is not applied.</summary>
    IgnoreOrientation = 128,
}
