using DenseEdge.Sdk.Pipeline;
using DenseEdge.Sdk.Tests.Pipeline.Support;

namespace DenseEdge.Sdk.Tests.Pipeline;

/// <summary>What becomes of frames that come faster than they are computed or taken.</summary>
public sealed class PipelinePolicyTests
{
    private static readonly PipelineOptions Adaptive = new()
    {
        Policy = FramePolicy.Adaptive,
        MaxAge = TimeSpan.FromMilliseconds(200),
        Capacity = 4,
    };

    [Fact]
    public void Latest_WhileTheEngineIsBusy_KeepsTheNewestFrameAlone()
    {
        using PipelineRig rig = new(PipelineOptions.Live);
        rig.Start();
        rig.StartOneFrame();
        rig.Capture(9);
        Assert.Equal(new PipelineCounts(10, 0, 0, 8, 0, 0, InFlight: 2), rig.Counts);

        rig.Predictor.Allow(2);
        using PipelineResult first = rig.Read();
        using PipelineResult second = rig.Read();

        Assert.Equal((0, 0), ((int)first.SequenceNumber, first.DroppedBefore));
        Assert.Equal((9, 8), ((int)second.SequenceNumber, second.DroppedBefore));
        Assert.Equal(9, second.Frame.Pixels[0]);
        Assert.Equal(new PipelineCounts(10, 2, 0, 8, 0, 0, InFlight: 0), rig.Counts);
    }

    [Fact]
    public void Latest_WithASlowConsumer_ComputesNothingInVain()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true);
        rig.Source.Give();
        PipelineResult held = rig.Read();
        rig.Capture(1);
        Eventually.True(() => rig.Predictor.Started == 2);
        rig.Capture(20);

        // One result is with the consumer and one is ready: the engine waits, and the newest frame with it.
        Assert.Equal(2, rig.Predictor.Started);
        Assert.Equal(new PipelineCounts(22, 1, 0, 19, 0, 0, InFlight: 2), rig.Counts);
        held.Dispose();

        using PipelineResult second = rig.Read();
        using PipelineResult third = rig.Read();
        Assert.Equal((1, 0), ((int)second.SequenceNumber, second.DroppedBefore));
        Assert.Equal((21, 19), ((int)third.SequenceNumber, third.DroppedBefore));
    }

    [Fact]
    public void Oldest_WhileTheEngineIsBusy_KeepsNeighbours()
    {
        using PipelineRig rig = new(new PipelineOptions { Policy = FramePolicy.Oldest, Capacity = 3 }, frameBuffers: 6);
        rig.Start();
        rig.StartOneFrame();
        rig.Capture(9);

        rig.Predictor.Allow(4);
        List<(int, int)> results = [];
        for (int i = 0; i < 4; i++)
        {
            using PipelineResult result = rig.Read();
            results.Add(((int)result.SequenceNumber, result.DroppedBefore));
        }

        rig.Source.Give();
        rig.Predictor.Allow();
        using PipelineResult last = rig.Read();

        Assert.Equal([(0, 0), (1, 0), (2, 0), (3, 0)], results);
        Assert.Equal((10, 6), ((int)last.SequenceNumber, last.DroppedBefore));
    }

    [Fact]
    public void Block_WithASlowConsumer_HoldsTheSourceBackAndDropsNothing()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true, isLive: false);
        rig.Source.Give(30);
        rig.Source.End();
        List<int> numbers = [];
        for (int i = 0; i < 30; i++)
        {
            using PipelineResult result = rig.Read();
            numbers.Add((int)result.SequenceNumber);
            int ahead = Math.Min(30, i + 3);

            // This one, one that is ready, and one in the ring: the source isn't asked for more.
            Eventually.True(() => rig.Counts.Captured == ahead, rig.Counts.ToString());
            Assert.Equal((ahead, 0), (rig.Source.Taken, (int)rig.Counts.Dropped));
        }

        Assert.Equal(Enumerable.Range(0, 30), numbers);
        Assert.False(rig.Pipeline.TryRead(PipelineRig.Patience, out _));
        Assert.True(rig.Pipeline.HasEnded);
        Assert.Equal(new PipelineCounts(30, 30, 0, 0, 0, 0, 0), rig.Counts);
    }

    [Fact]
    public void Adaptive_OfABurstThatCanBeShownInTime_KeepsAll()
    {
        using PipelineRig rig = new(Adaptive, frameBuffers: 7);
        rig.Predictor.OnRun = (_, _) => rig.Time.AdvanceMs(30);
        rig.Start();
        rig.StartOneFrame();
        rig.Capture(4);

        Assert.Equal([(0, 30), (1, 60), (2, 90), (3, 120), (4, 150)], ReadAges(rig, 5));
        Assert.Equal(0, rig.Counts.Dropped);
    }

    [Fact]
    public void Adaptive_OfABurstThatTakesTooLong_DropsWhatCannotBeShownInTime()
    {
        using PipelineRig rig = new(Adaptive, frameBuffers: 7);
        rig.Predictor.OnRun = (_, _) => rig.Time.AdvanceMs(90);
        rig.Start();
        rig.StartOneFrame();
        rig.Capture(4);

        // Frame 0 takes until 90 ms, frame 1 until 180. The others, now 180 ms old, would take until 270: only the newest is
        // tried, and then it is too old indeed.
        Assert.Equal([(0, 90), (1, 180)], ReadAges(rig, 2));
        rig.Predictor.Allow();
        Eventually.True(() => rig.Counts.InFlight == 0);
        Assert.Equal(new PipelineCounts(5, 2, 0, DroppedByPolicy: 2, DroppedAsStale: 1, 0, 0), rig.Counts);
    }

    [Fact]
    public void MaxAge_OfAResultThatNobodyTookInTime_DropsItAndGivesTheNext()
    {
        using PipelineRig rig = new(PipelineOptions.Live with { MaxAge = TimeSpan.FromMilliseconds(100) }, engineIsOpen: true);
        rig.Start();
        rig.Capture(1);
        Eventually.True(() => rig.Predictor.Started == 1 && rig.Counts.InFlight == 1);
        rig.Time.AdvanceMs(101);
        rig.Capture(1);
        rig.Time.AdvanceMs(60);

        using PipelineResult result = rig.Read();

        Assert.Equal((1, 1, 60), ((int)result.SequenceNumber, result.DroppedBefore, (int)result.AgeWhenDelivered.TotalMilliseconds));
        Assert.Equal(new PipelineCounts(2, 1, 0, 0, DroppedAsStale: 1, 0, 0), rig.Counts);
        rig.Time.AdvanceMs(500);
        Assert.Equal((60, 560), ((int)result.AgeWhenDelivered.TotalMilliseconds, (int)result.Age.TotalMilliseconds));
    }

    [Fact]
    public void MaxAge_OfAFrameThatWaitedTooLong_DropsItUncomputed()
    {
        using PipelineRig rig = new(PipelineOptions.Live with { MaxAge = TimeSpan.FromMilliseconds(100) });
        rig.Start();
        rig.StartOneFrame();
        rig.Capture(1);
        rig.Time.AdvanceMs(101);
        rig.Predictor.Allow(2);

        Eventually.True(() => rig.Counts.InFlight == 0);

        Assert.Equal(1, rig.Predictor.Started);
        Assert.Equal(2, rig.Counts.DroppedAsStale);
    }

    [Fact]
    public void Counts_WithFramesThatTheSourceLost_HaveThemToo()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true);
        rig.Source.Give(1, lostBefore: 3);
        using (PipelineResult first = rig.Read())
        {
            Assert.Equal((3, 3), ((int)first.SequenceNumber, first.DroppedBefore));
        }

        rig.Source.Give(1, lostBefore: 2);
        using PipelineResult second = rig.Read();

        Assert.Equal((6, 2), ((int)second.SequenceNumber, second.DroppedBefore));
        Assert.Equal(new PipelineCounts(7, 2, LostBySource: 5, 0, 0, 0, 0), rig.Counts);
        Assert.Equal(7, rig.Camera.CapturedCount);
    }

    [Fact]
    public void Counts_OfACameraThatWasReadBefore_BeginWithThePipeline()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true, ownsCamera: false);
        rig.Source.Give(2);
        for (int i = 0; i < 2; i++)
        {
            Assert.True(rig.Camera.TryRead(PipelineRig.Patience, out Cameras.Frame frame));
            frame.Dispose();
        }

        rig.Source.Give();
        using PipelineResult result = rig.Read();

        Assert.Equal((2, 0), ((int)result.SequenceNumber, result.DroppedBefore));
        Assert.Equal((1, 1), (rig.Counts.Captured, rig.Counts.Delivered));
    }

    [Theory]
    [InlineData(FramePolicy.Latest)]
    [InlineData(FramePolicy.Oldest)]
    [InlineData(FramePolicy.Block)]
    [InlineData(FramePolicy.Adaptive)]
    public void Counts_OfThreeThreadsInAHurry_AddUpAtEveryMoment(FramePolicy policy)
    {
        const int frames = 3000;
        TimeSpan? maxAge = policy == FramePolicy.Adaptive ? TimeSpan.FromMilliseconds(50) : null;
        using PipelineRig rig = new(new PipelineOptions { Policy = policy, MaxAge = maxAge }, engineIsOpen: true, frameBuffers: 6);
        Random random = new(1);
        rig.Predictor.OnRun = (_, _) => rig.Time.AdvanceMs(random.Next(40));
        rig.Start();
        rig.Source.Give(frames);
        rig.Source.End();
        long dropped = 0;
        long delivered = 0;
        foreach (PipelineResult result in rig.Pipeline)
        {
            Assert.True(maxAge is null || result.AgeWhenDelivered <= maxAge);
            dropped += result.DroppedBefore;
            delivered++;
            PipelineCounts now = rig.Counts;
            Assert.Equal(now.Captured, now.Delivered + now.Dropped + now.InFlight);
            Assert.Equal(delivered, now.Delivered);
        }

        PipelineCounts end = rig.Counts;
        Assert.Equal((frames, delivered, 0), (end.Captured, end.Delivered, end.InFlight));
        Assert.Equal(frames, end.Delivered + end.Dropped);
        Assert.Equal(policy == FramePolicy.Block ? 0 : end.Dropped, end.Dropped);
        Assert.InRange(dropped, 0, end.Dropped);
    }

    private static List<(int Number, int AgeMs)> ReadAges(PipelineRig rig, int count)
    {
        List<(int, int)> ages = [];
        for (int i = 0; i < count; i++)
        {
            rig.Predictor.Allow();
            using PipelineResult result = rig.Read();
            ages.Add(((int)result.SequenceNumber, (int)result.AgeWhenDelivered.TotalMilliseconds));
        }

        return ages;
    }
}
