namespace OpenCvSharp;

/// <summary>The codes of OpenCV's errors.</summary>
public enum ErrorCode
{
    /// <summary>OpenCV's code for: ok.</summary>
    StsOk = 0,

    /// <summary>OpenCV's code for: back trace.</summary>
    StsBackTrace = -1,

    /// <summary>OpenCV's code for: error.</summary>
    StsError = -2,

    /// <summary>OpenCV's code for: internal.</summary>
    StsInternal = -3,

    /// <summary>OpenCV's code for: no mem.</summary>
    StsNoMem = -4,

    /// <summary>OpenCV's code for: bad arg.</summary>
    StsBadArg = -5,

    /// <summary>OpenCV's code for: bad func.</summary>
    StsBadFunc = -6,

    /// <summary>OpenCV's code for: no conv.</summary>
    StsNoConv = -7,

    /// <summary>OpenCV's code for: auto trace.</summary>
    StsAutoTrace = -8,

    /// <summary>OpenCV's code for: header is null.</summary>
    HeaderIsNull = -9,

    /// <summary>OpenCV's code for: bad image size.</summary>
    BadImageSize = -10,

    /// <summary>OpenCV's code for: bad offset.</summary>
    BadOffset = -11,

    /// <summary>OpenCV's code for: bad data ptr.</summary>
    BadDataPtr = -12,

    /// <summary>OpenCV's code for: bad step.</summary>
    BadStep = -13,

    /// <summary>OpenCV's code for: bad model or ch seq.</summary>
    BadModelOrChSeq = -14,

    /// <summary>OpenCV's code for: bad num channels.</summary>
    BadNumChannels = -15,

    /// <summary>OpenCV's code for: bad num channel1u.</summary>
    BadNumChannel1U = -16,

    /// <summary>OpenCV's code for: bad depth.</summary>
    BadDepth = -17,

    /// <summary>OpenCV's code for: bad alpha channel.</summary>
    BadAlphaChannel = -18,

    /// <summary>OpenCV's code for: bad order.</summary>
    BadOrder = -19,

    /// <summary>OpenCV's code for: bad origin.</summary>
    BadOrigin = -20,

    /// <summary>OpenCV's code for: bad align.</summary>
    BadAlign = -21,

    /// <summary>OpenCV's code for: bad call back.</summary>
    BadCallBack = -22,

    /// <summary>OpenCV's code for: bad tile size.</summary>
    BadTileSize = -23,

    /// <summary>OpenCV's code for: bad coi.</summary>
    BadCOI = -24,

    /// <summary>OpenCV's code for: bad roisize.</summary>
    BadROISize = -25,

    /// <summary>OpenCV's code for: mask is tiled.</summary>
    MaskIsTiled = -26,

    /// <summary>OpenCV's code for: null ptr.</summary>
    StsNullPtr = -27,

    /// <summary>OpenCV's code for: vec length err.</summary>
    StsVecLengthErr = -28,

    /// <summary>OpenCV's code for: filter struct content err.</summary>
    StsFilterStructContentErr = -29,

    /// <summary>OpenCV's code for: kernel struct content err.</summary>
    StsKernelStructContentErr = -30,

    /// <summary>OpenCV's code for: filter offset err.</summary>
    StsFilterOffsetErr = -31,

    /// <summary>OpenCV's code for: bad size.</summary>
    StsBadSize = -201,

    /// <summary>OpenCV's code for: div by zero.</summary>
    StsDivByZero = -202,

    /// <summary>OpenCV's code for: inplace not supported.</summary>
    StsInplaceNotSupported = -203,

    /// <summary>OpenCV's code for: object not found.</summary>
    StsObjectNotFound = -204,

    /// <summary>OpenCV's code for: unmatched formats.</summary>
    StsUnmatchedFormats = -205,

    /// <summary>OpenCV's code for: bad flag.</summary>
    StsBadFlag = -206,

    /// <summary>OpenCV's code for: bad point.</summary>
    StsBadPoint = -207,

    /// <summary>OpenCV's code for: bad mask.</summary>
    StsBadMask = -208,

    /// <summary>OpenCV's code for: unmatched sizes.</summary>
    StsUnmatchedSizes = -209,

    /// <summary>OpenCV's code for: unsupported format.</summary>
    StsUnsupportedFormat = -210,

    /// <summary>OpenCV's code for: out of range.</summary>
    StsOutOfRange = -211,

    /// <summary>OpenCV's code for: parse error.</summary>
    StsParseError = -212,

    /// <summary>OpenCV's code for: not implemented.</summary>
    StsNotImplemented = -213,

    /// <summary>OpenCV's code for: bad mem block.</summary>
    StsBadMemBlock = -214,

    /// <summary>OpenCV's code for: assert.</summary>
    StsAssert = -215,

    /// <summary>OpenCV's code for: gpu not supported.</summary>
    GpuNotSupported = -216,

    /// <summary>OpenCV's code for: gpu api call error.</summary>
    GpuApiCallError = -217,

    /// <summary>OpenCV's code for: open gl not supported.</summary>
    OpenGlNotSupported = -218,

    /// <summary>OpenCV's code for: open gl api call error.</summary>
    OpenGlApiCallError = -219,

    /// <summary>OpenCV's code for: open clapi call error.</summary>
    OpenCLApiCallError = -220,

    /// <summary>OpenCV's code for: open cldouble not supported.</summary>
    OpenCLDoubleNotSupported = -221,

    /// <summary>OpenCV's code for: open clinit error.</summary>
    OpenCLInitError = -222,

    /// <summary>OpenCV's code for: open clno amdblas fft.</summary>
    OpenCLNoAMDBlasFft = -223,
}
