using DenseEdge.Cameras.Frames;
using DenseEdge.Cameras.Running;

namespace DenseEdge.Cameras.Tests.Running;

public sealed class BackgroundSourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void TryRead_WhileTheDriverHangs_ReturnsInTime()
    {
        using ManualResetEventSlim unplugged = new();
        using BackgroundSource source = new("hanging", () =>
        {
            unplugged.Wait();
            throw new CameraException("it hung while opening");
        });
        FrameContent content = new();

        Assert.Equal(ReadOutcome.TimedOut, source.TryRead(content, TimeSpan.FromMilliseconds(10)));
        Assert.Equal(ReadOutcome.TimedOut, source.TryRead(content, TimeSpan.Zero));
        unplugged.Set();

        Assert.Equal("it hung while opening", ReadToTheEnd(source, content)?.Message);
    }

    [Fact]
    public void TryRead_AfterSeveralFrames_GivesTheNewestAndCountsTheOthers()
    {
        using ManualResetEventSlim done = new();
        Burst burst = new(done);
        using BackgroundSource source = new("burst", () => burst);
        done.Wait();
        FrameContent content = new();

        // The burst ends the source, which doesn't take the waiting frame away.
        Assert.Equal(ReadOutcome.Frame, source.TryRead(content, Patience));
        Assert.Equal((5, 4 + 2), (content.Pixels(1, 1)[0], content.Skipped));
        Assert.Null(ReadToTheEnd(source, content));
        source.Dispose();

        Assert.True(burst.IsDisposed);
    }

    private static CameraException? ReadToTheEnd(BackgroundSource source, FrameContent content)
    {
        try
        {
            while (source.TryRead(content, Patience) != ReadOutcome.Ended)
            {
            }

            return null;
        }
        catch (CameraException failure)
        {
            return failure;
        }
    }

    /// <summary>Frames 1 to 5, of which the third lost two before it; then the end.</summary>
    private sealed class Burst(ManualResetEventSlim done) : IFrameSource
    {
        private int _count;

        public CameraGrant? Grant => null;

        public bool IsDisposed { get; private set; }

        public ReadOutcome TryRead(FrameContent target, TimeSpan timeout)
        {
            if (_count == 5)
            {
                done.Set();
                return ReadOutcome.Ended;
            }

            target.Pixels(1, 1)[0] = (byte)++_count;
            target.Skipped = _count == 3 ? 2 : 0;
            return ReadOutcome.Frame;
        }

        public void Dispose() => IsDisposed = true;
    }
}
