using DenseEdge.Cameras;
using DenseEdge.Sdk.Pipeline;
using DenseEdge.Sdk.Tests.Pipeline.Support;

namespace DenseEdge.Sdk.Tests.Pipeline;

/// <summary>Cameras and engines that fail, fall silent or hang, and pipelines that are stopped.</summary>
public sealed class PipelineFaultTests
{
    private static readonly PipelineOptions Hasty = PipelineOptions.Live with { StopTimeout = TimeSpan.FromMilliseconds(20) };

    private readonly List<(CameraStatus Status, string Reason)> _steps = [];

    [Fact]
    public void Read_OfACameraThatFails_GivesTheFinishedResultsThenTheFault()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        rig.Pipeline.SourceStatusChanged += (_, step) => _steps.Add((step.Current, step.Reason));
        rig.Source.Give(2);
        rig.Source.Fail("the cable was pulled");

        using (PipelineResult first = rig.Read())
        using (PipelineResult second = rig.Read())
        {
            Assert.Equal((0, 1), ((int)first.SequenceNumber, (int)second.SequenceNumber));
        }

        CameraException e = Assert.Throws<CameraException>(() => rig.Read());

        Assert.Equal("Camera 'test://': the cable was pulled", e.Message);
        Assert.Throws<CameraException>(() => rig.Read());
        Assert.Equal([(CameraStatus.Running, "a frame came"), (CameraStatus.Failed, "the cable was pulled")], _steps);
        Assert.Equal((CameraStatus.Failed, true), (rig.Pipeline.SourceStatus, rig.Pipeline.HasEnded));
    }

    [Fact]
    public async Task ReadAllAsync_OfAnEngineThatFails_ThrowsAndStopsTheCamera()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        rig.Predictor.OnRun = (frame, _) =>
        {
            if (frame.SequenceNumber == 1)
            {
                throw new EngineException("out of memory");
            }
        };
        rig.Source.Give(9);
        int read = 0;

        EngineException e = await Assert.ThrowsAsync<EngineException>(async () =>
        {
            await foreach (PipelineResult result in rig.Pipeline.ReadAllAsync())
            {
                read++;
            }
        });

        Assert.Equal(("out of memory", 1), (e.Message, read));
        rig.Pipeline.Dispose();
        PipelineCounts counts = rig.Counts;
        Assert.Equal((counts.Captured - 1, 1, 0), (counts.DroppedAtEnd, counts.Delivered, counts.InFlight));
    }

    [Fact]
    public void Read_WithAHandlerThatThrows_GivesItsFault()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true);
        rig.Pipeline.SourceStatusChanged += (_, _) => throw new FormatException("mine");
        rig.Source.Give();

        Assert.Equal("mine", Assert.Throws<FormatException>(() => rig.Read()).Message);
    }

    [Fact]
    public void Read_OfACameraThatIsClosed_Ends()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true, ownsCamera: false);
        rig.Start();

        rig.Camera.Dispose();

        Assert.Empty(rig.ReadToEnd());
    }

    [Fact]
    public void Read_OfASilentCamera_StallsThenGivesUp()
    {
        using PipelineRig rig = new(PipelineOptions.Live with { GiveUpAfter = TimeSpan.FromSeconds(30) }, engineIsOpen: true);
        rig.Pipeline.SourceStatusChanged += (_, step) => _steps.Add((step.Current, step.Reason));
        rig.Source.Give();
        rig.Read().Dispose();
        rig.Time.AdvanceMs(1100);
        Eventually.True(() => rig.Pipeline.SourceStatus == CameraStatus.Stalled);
        Assert.False(rig.Pipeline.TryRead(TimeSpan.Zero, out _));

        rig.Time.AdvanceMs(29_000);

        CameraException e = Assert.Throws<CameraException>(() => rig.Read());
        Assert.StartsWith("Camera 'test://': no frame for 30.", e.Message, StringComparison.Ordinal);
        Assert.Equal([CameraStatus.Running, CameraStatus.Stalled], _steps.Select(step => step.Status));
    }

    [Fact]
    public void Source_ThatHangsInARead_IsToldAndGivenUp()
    {
        using PipelineRig rig = new(PipelineOptions.Live with { GiveUpAfter = TimeSpan.FromSeconds(30) }, engineIsOpen: true);
        rig.Pipeline.SourceStatusChanged += (_, step) => _steps.Add((step.Current, step.Reason));
        rig.Source.Give();
        rig.Read().Dispose();
        rig.Source.Hang();
        Eventually.True(() => rig.Source.IsHanging);

        rig.Time.AdvanceMs(3500);
        Assert.Equal((CameraStatus.Stalled, CameraStatus.Running), (rig.Pipeline.SourceStatus, rig.Camera.Status));
        Assert.Equal((CameraStatus.Stalled, "the source hasn't answered for 3.5 s"), _steps[^1]);

        rig.Source.Hang(false);
        rig.Source.Give();
        rig.Read().Dispose();
        rig.Source.Hang();
        Eventually.True(() => rig.Source.IsHanging);
        rig.Time.AdvanceMs(600);
        Assert.Equal((CameraStatus.Running, "the source answers again"), _steps[^1]);

        rig.Time.AdvanceMs(30_000);
        Assert.Throws<CameraException>(() => rig.Read());
    }

    [Fact]
    public void Silence_WhileTheConsumerHoldsTheSourceBack_IsNoFault()
    {
        using PipelineRig rig = new(PipelineOptions.Video, engineIsOpen: true);
        rig.Source.Give(3);
        using (PipelineResult held = rig.Read())
        {
            Eventually.True(() => rig.Counts.Captured == 3);
            rig.Time.AdvanceMs(600_000);
        }

        rig.Source.Give();
        for (int number = 1; number <= 3; number++)
        {
            using PipelineResult result = rig.Read();
            Assert.Equal(number, result.SequenceNumber);
        }
    }

    [Fact]
    public void Dispose_WithFramesOnTheirWay_CountsThem()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true);
        rig.Source.Give();
        rig.Read().Dispose();
        rig.Capture(1);
        Eventually.True(() => rig.Predictor.Started == 2);

        rig.Pipeline.Dispose();
        rig.Pipeline.Dispose();

        Assert.Equal(new PipelineCounts(2, 1, 0, 0, 0, DroppedAtEnd: 1, 0), rig.Counts);
        Assert.True(rig.Source.IsDisposed);
    }

    [Fact]
    public void Dispose_OfAPipelineOverAForeignCamera_LeavesItOpen()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true, ownsCamera: false);
        rig.Source.Give();
        rig.Read().Dispose();

        rig.Pipeline.Dispose();

        rig.Source.Give();
        Assert.True(rig.Camera.TryRead(PipelineRig.Patience, out Frame frame));
        Assert.Equal(1, frame.SequenceNumber);
    }

    [Fact]
    public void Dispose_WhileTheCameraHangs_ReturnsAndClosesItLater()
    {
        using PipelineRig rig = new(Hasty, engineIsOpen: true);
        rig.Source.Give();
        rig.Read().Dispose();
        rig.Source.Hang();
        Eventually.True(() => rig.Source.IsHanging);

        rig.Pipeline.Dispose();

        Assert.False(rig.Source.IsDisposed);
        rig.Source.Hang(false);
        Eventually.True(() => rig.Source.IsDisposed);
    }

    [Fact]
    public void Dispose_WhileTheEngineHangs_ReturnsAndCountsTheFrameLater()
    {
        using PipelineRig rig = new(Hasty);
        rig.Start();
        rig.StartOneFrame();

        rig.Pipeline.Dispose();

        Assert.Equal(1, rig.Counts.InFlight);
        rig.Predictor.Allow();
        Eventually.True(() => rig.Counts.InFlight == 0);
        Assert.Equal((1, 1), (rig.Counts.Captured, rig.Counts.DroppedAtEnd));
    }

    [Fact]
    public async Task Dispose_WhileAReaderWaits_EndsItsWalk()
    {
        using PipelineRig rig = new(PipelineOptions.Live);
        Task<List<int>> walk = Task.Run(rig.ReadToEnd);
        Eventually.True(() => rig.Source.Taken == 0 && rig.Camera.Status == CameraStatus.Starting);

        rig.Pipeline.Dispose();

        Assert.Empty(await walk.WaitAsync(PipelineRig.Patience));
    }

    [Fact]
    public void Dispose_InAHandler_DoesNotWaitForItself()
    {
        using PipelineRig rig = new(PipelineOptions.Live, engineIsOpen: true);
        rig.Pipeline.SourceStatusChanged += (_, _) => rig.Pipeline.Dispose();
        rig.Source.Give();

        Assert.Empty(rig.ReadToEnd());
        Eventually.True(() => rig.Source.IsDisposed);
        Assert.Equal((1, 1), (rig.Counts.Captured, rig.Counts.DroppedAtEnd));
    }

    [Fact]
    public void Dispose_BeforeTheFirstRead_ClosesTheCamera()
    {
        using PipelineRig rig = new(PipelineOptions.Live);

        rig.Pipeline.Dispose();

        Assert.True(rig.Source.IsDisposed);
        Assert.Empty(rig.ReadToEnd());
    }
}
