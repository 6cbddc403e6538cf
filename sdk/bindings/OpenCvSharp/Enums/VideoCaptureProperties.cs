namespace OpenCvSharp;

/// <summary>What a capture can be asked for; a property that the source lacks is 0.</summary>
public enum VideoCaptureProperties
{
    /// <summary>Position in milliseconds.</summary>
    PosMsec = 0,

    /// <summary>Number of the next frame, from 0.</summary>
    PosFrames = 1,

    /// <summary>Position from 0 (start) to 1 (end).</summary>
    PosAviRatio = 2,

    /// <summary>Width of the frames in pixels.</summary>
    FrameWidth = 3,

    /// <summary>Height of the frames in pixels.</summary>
    FrameHeight = 4,

    /// <summary>Frames per second.</summary>
    Fps = 5,

    /// <summary>The codec's four characters.</summary>
    FourCC = 6,

    /// <summary>Number of frames in the file; an estimate for some formats.</summary>
    FrameCount = 7,

    /// <summary>Type of the matrices.</summary>
    Format = 8,

    /// <summary>Current mode of the reader.</summary>
    Mode = 9,

    /// <summary>Brightness of a camera.</summary>
    Brightness = 10,

    /// <summary>Contrast of a camera.</summary>
    Contrast = 11,

    /// <summary>Saturation of a camera.</summary>
    Saturation = 12,

    /// <summary>Gain of a camera.</summary>
    Gain = 14,

    /// <summary>Exposure of a camera.</summary>
    Exposure = 15,

    /// <summary>0 delivers the frames as they come.</summary>
    ConvertRgb = 16,

    /// <summary>Automatic exposure of a camera.</summary>
    AutoExposure = 21,

    /// <summary>Frames that wait inside the reader.</summary>
    BufferSize = 38,

    /// <summary>Automatic focus of a camera.</summary>
    AutoFocus = 39,

    /// <summary>The <see cref="VideoCaptureAPIs"/> in use.</summary>
    Backend = 42,
}
