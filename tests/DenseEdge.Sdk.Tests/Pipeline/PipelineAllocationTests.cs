using DenseEdge.Sdk.Pipeline;
using DenseEdge.Sdk.Tests.Pipeline.Support;

namespace DenseEdge.Sdk.Tests.Pipeline;

/// <summary>A frame costs no managed allocation, on any of the three threads.</summary>
public sealed class PipelineAllocationTests
{
    private const int WarmUp = 50;
    private const int Frames = 250;

    private readonly long[] _capture = new long[Frames];
    private readonly long[] _inference = new long[Frames];
    private readonly long[] _consumer = new long[Frames];
    private int _computed;

    [Theory]
    [InlineData(FramePolicy.Latest)]
    [InlineData(FramePolicy.Oldest)]
    [InlineData(FramePolicy.Block)]
    [InlineData(FramePolicy.Adaptive)]
    public void Walk_AfterWarmUp_AllocatesNothing(FramePolicy policy)
    {
        using PipelineRig rig = Make(policy);
        int read = 0;
        foreach (PipelineResult result in rig.Pipeline)
        {
            Use(result, read++);
        }

        AssertNothing(read);
    }

    [Fact]
    public async Task ReadAllAsync_AfterWarmUp_AllocatesNothing()
    {
        // The pool makes a thread when work first needs one, at the cost of the thread that queues that work: here, of inference.
        using Barrier together = new(4);
        await Task.WhenAll(Enumerable.Range(0, together.ParticipantCount).Select(_ => Task.Run(together.SignalAndWait)));
        using PipelineRig rig = Make(FramePolicy.Block);
        int read = 0;
        await foreach (PipelineResult result in rig.Pipeline.ReadAllAsync())
        {
            Use(result, read++);
        }

        // Its continuations move from one thread of the pool to another, so only the two other threads can be asked.
        AssertNothing("capture", _capture, Frames);
        AssertNothing("inference", _inference, Frames);
        Assert.Equal(Frames, read);
    }

    private PipelineRig Make(FramePolicy policy)
    {
        PipelineRig rig = new(
            new PipelineOptions { Policy = policy, MaxAge = policy == FramePolicy.Block ? null : TimeSpan.FromSeconds(9) },
            engineIsOpen: true, frameBuffers: 6);
        int captured = 0;
        long waits = 0;
        rig.Source.Images.Capacity = Frames;
        rig.Source.OnFrame = () =>
        {
            // At least every fourth frame shall reach the engine, also under the policies that drop. The wait is not the
            // pipeline's.
            long before = GC.GetAllocatedBytesForCurrentThread();
            while (Volatile.Read(ref _computed) < captured / 4)
            {
                Thread.Yield();
            }

            waits += GC.GetAllocatedBytesForCurrentThread() - before;
            _capture[captured++] = GC.GetAllocatedBytesForCurrentThread() - waits;
        };
        rig.Predictor.OnRun = (_, _) => _inference[_computed++] = GC.GetAllocatedBytesForCurrentThread();
        rig.Source.Give(Frames);
        rig.Source.End();
        return rig;
    }

    private void Use(PipelineResult result, int index)
    {
        _consumer[index] = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(result.Frame.Pixels.Length == 18 && result.Age >= TimeSpan.Zero && result.DroppedBefore >= 0);
    }

    private void AssertNothing(int read)
    {
        AssertNothing("capture", _capture, Frames);
        AssertNothing("inference", _inference, _computed);
        AssertNothing("consumer", _consumer, read);
    }

    private static void AssertNothing(string thread, long[] bytes, int count)
    {
        Assert.True(count > 1, $"Only {count} frames.");
        int first = Math.Min(WarmUp, count - 2);
        IEnumerable<string> jumps = Enumerable.Range(first + 1, count - first - 1)
            .Where(i => bytes[i] != bytes[i - 1])
            .Select(i => $"{bytes[i] - bytes[i - 1]} bytes before frame {i} of the {thread} thread");
        Assert.Empty(jumps);
    }
}
