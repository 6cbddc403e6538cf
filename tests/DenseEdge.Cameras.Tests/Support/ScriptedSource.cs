using DenseEdge.Cameras.Frames;
using DenseEdge.Cameras.Running;

namespace DenseEdge.Cameras.Tests.Support;

/// <summary>A connection that does what the test says: 'f' a frame, '.' silence for the whole wait, 'x' the connection breaks,
/// 'e' the end. After the last letter it is silent.</summary>
internal sealed class ScriptedSource(string script, VirtualTime time) : IFrameSource
{
    private int _next;

    public CameraGrant? Grant { get; } = new(2, 1, null, "RGB", "script");

    public bool IsDisposed { get; private set; }

    public ReadOutcome TryRead(FrameContent target, TimeSpan timeout)
    {
        Assert.False(IsDisposed);
        switch (_next < script.Length ? script[_next++] : '.')
        {
            case 'f':
                target.Pixels(1, 2).Fill((byte)_next);
                target.Skipped = 0;
                target.CaptureTimestamp = time.GetTimestamp();
                return ReadOutcome.Frame;
            case 'x':
                throw new CameraException("the cable was pulled");
            case 'e':
                return ReadOutcome.Ended;
            default:
                time.Advance(timeout);
                return ReadOutcome.TimedOut;
        }
    }

    public void Dispose() => IsDisposed = true;
}
