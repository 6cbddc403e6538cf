namespace DenseEdge.Cameras.Running;

/// <summary>How a camera's connection is made and kept.</summary>
/// <param name="Connect">Makes a connection; it may throw <see cref="CameraException"/>.</param>
/// <param name="IsLive">Frames come by themselves: one that waits too long is replaced by a newer one.</param>
/// <param name="WaitForFirst">Opening waits for the first frame, so that a wrong device is an error at once.</param>
/// <param name="Timeout">How long no frame may come before the connection is given up; infinite for none.</param>
/// <param name="Reconnect">A lost connection is made anew.</param>
internal sealed record SourcePlan(
    Func<IFrameSource> Connect, bool IsLive, bool WaitForFirst, TimeSpan Timeout, bool Reconnect);
