namespace OpenCvSharp;

/// <summary>The settings of the encoders.</summary>
public enum ImwriteFlags
{
    /// <summary>0 to 100, 95 unless set.</summary>
    JpegQuality = 1,

    /// <summary>0 or 1.</summary>
    JpegProgressive = 2,

    /// <summary>0 or 1.</summary>
    JpegOptimize = 3,

    /// <summary>0 (fast) to 9 (small).</summary>
    PngCompression = 16,

    /// <summary>The zlib strategy, 0 to 4.</summary>
    PngStrategy = 17,

    /// <summary>0 or 1: one bit per pixel.</summary>
    PngBilevel = 18,

    /// <summary>1 to 100; above 100 is lossless.</summary>
    WebPQuality = 64,
}
