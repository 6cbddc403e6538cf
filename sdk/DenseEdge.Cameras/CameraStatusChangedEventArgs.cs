namespace DenseEdge.Cameras;

/// <summary>A step of a camera's state machine.</summary>
/// <param name="previous">The status before.</param>
/// <param name="current">The status now.</param>
/// <param name="reason">Why, in words, without passwords.</param>
public sealed class CameraStatusChangedEventArgs(CameraStatus previous, CameraStatus current, string reason) : EventArgs
{
    /// <summary>The status before.</summary>
    public CameraStatus Previous { get; } = previous;

    /// <summary>The status now.</summary>
    public CameraStatus Current { get; } = current;

    /// <summary>Why, in words, without passwords.</summary>
    public string Reason { get; } = reason;
}
