using System.Collections;

namespace DenseEdge.Cameras;

/// <summary>A walk through a camera's frames; each is disposed when the next is asked for.</summary>
internal sealed class FrameEnumerator(Camera camera, TimeSpan giveUpAfter) : IEnumerator<Frame>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public Frame Current { get; private set; }

    /// <inheritdoc/>
    object IEnumerator.Current => Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        Current.Dispose();
        Current = default;
        do
        {
            if (camera.TryReadUnlessDisposed(giveUpAfter == Timeout.InfiniteTimeSpan ? LongestWait : giveUpAfter, out Frame frame))
            {
                Current = frame;
                return true;
            }
        }
        while (giveUpAfter == Timeout.InfiniteTimeSpan && !camera.IsClosing
            && camera.Status is not (CameraStatus.Ended or CameraStatus.Failed));

        return EndOrThrow();
    }

    /// <inheritdoc/>
    public void Reset() => throw new NotSupportedException("A camera can't go back.");

    /// <inheritdoc/>
    public void Dispose() => Current.Dispose();

    private bool EndOrThrow()
    {
        switch (camera.Status)
        {
            case CameraStatus.Ended:
                camera.Dispose();
                return false;
            case CameraStatus.Failed:
                CameraException failure = camera.Failure!;
                camera.Dispose();
                throw new CameraException($"Camera '{camera.Name}': {failure.Message}", failure);
            default:
                return camera.IsClosing
                    ? false
                    : throw new CameraException(
                        $"Camera '{camera.Name}': no frame for {giveUpAfter.TotalSeconds:0.##} s (status {camera.Status}).");
        }
    }
}
