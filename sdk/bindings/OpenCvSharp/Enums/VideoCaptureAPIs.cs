namespace OpenCvSharp;

/// <summary>The library that reads or writes a video.</summary>
public enum VideoCaptureAPIs
{
    /// <summary>The first that can.</summary>
    ANY = 0,

    /// <summary>Video4Linux.</summary>
    V4L = 200,

    /// <summary>The same as <see cref="V4L"/>.</summary>
    V4L2 = V4L,

    /// <summary>DirectShow (Windows).</summary>
    DSHOW = 700,

    /// <summary>AVFoundation (macOS, iOS).</summary>
    AVFOUNDATION = 1200,

    /// <summary>Microsoft Media Foundation.</summary>
    MSMF = 1400,

    /// <summary>GStreamer; the name is a pipeline.</summary>
    GSTREAMER = 1800,

    /// <summary>FFmpeg.</summary>
    FFMPEG = 1900,

    /// <summary>Numbered image files, such as frame_%04d.png.</summary>
    IMAGES = 2000,

    /// <summary>OpenCV's own motion-JPEG reader and writer.</summary>
    OPENCV_MJPEG = 2200,
}
