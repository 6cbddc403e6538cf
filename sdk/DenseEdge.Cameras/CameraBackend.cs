namespace DenseEdge.Cameras;

/// <summary>The library that a camera is read through.</summary>
public enum CameraBackend
{
    /// <summary>GStreamer where it has what the camera needs, else OpenCV.</summary>
    Auto,

    /// <summary>GStreamer 1.x.</summary>
    GStreamer,

    /// <summary>OpenCV's VideoCapture.</summary>
    OpenCv,
}
