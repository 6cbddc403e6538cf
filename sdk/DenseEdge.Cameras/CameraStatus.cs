namespace DenseEdge.Cameras;

/// <summary>What a camera is doing.</summary>
public enum CameraStatus
{
    /// <summary>Opened; the first frame hasn't come yet.</summary>
    Starting,

    /// <summary>Frames come.</summary>
    Running,

    /// <summary>Open, but no frame has come for <see cref="CameraOptions.StallAfter"/>.</summary>
    Stalled,

    /// <summary>Lost; it is being opened anew, with growing pauses between the attempts.</summary>
    Reconnecting,

    /// <summary>The last frame was read. Final.</summary>
    Ended,

    /// <summary>Lost for good; see <see cref="Camera.Failure"/>. Final.</summary>
    Failed,
}
