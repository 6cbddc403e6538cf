using DenseEdge.Cameras;
using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Tests;

public sealed class CameraFrameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-frames").FullName;
    private readonly DensePredictor _predictor;

    public CameraFrameTests()
    {
        _predictor = DensePredictor.Load(TestModel.Save(_folder), new PredictorOptions { ThreadCount = 1 });
    }

    [Theory]
    [InlineData(TestModel.Width, TestModel.Height)]
    [InlineData(64, 48)]
    public void Run_OfACamerasFrame_GivesWhatItsPixelsGive(int width, int height)
    {
        using Camera camera = Open(width, height);
        foreach (Frame frame in camera)
        {
            using DensePrediction fromFrame = _predictor.Run(frame);
            using DensePrediction fromPixels = _predictor.Run(frame.Pixels, frame.Height, frame.Width);

            Assert.Equal(fromPixels.Depth!.Value.Meters.ToArray(), fromFrame.Depth!.Value.Meters.ToArray());
            Assert.True(fromFrame.Timing.CaptureAgeMs >= 0);
            Assert.Equal(0, fromPixels.Timing.CaptureAgeMs);
            break;
        }
    }

    [Fact]
    public void Run_OfADisposedFrame_Throws()
    {
        using Camera camera = Open(64, 48);
        Frame kept = default;
        foreach (Frame frame in camera)
        {
            kept = frame;
            break;
        }

        kept.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _predictor.Run(kept));
    }

    /// <summary>Both sizes: with a resize, and without one. The camera's own loop is not counted.</summary>
    [Theory]
    [InlineData(TestModel.Width, TestModel.Height)]
    [InlineData(64, 48)]
    public void Run_OfACamerasFrame_AllocatesNothingAfterWarmUp(int width, int height)
    {
        TaskSet some = TaskSet.Of(TaskKind.Depth, TaskKind.Boundaries);
        using Camera camera = Open(width, height);
        float sum = 0;
        int frames = 0;
        foreach (Frame frame in camera)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            sum += Use(_predictor.Run(frame)) + Use(_predictor.Run(frame, some))
                + Use(_predictor.Run(frame, some, frame.CaptureTimestamp));
            long after = GC.GetAllocatedBytesForCurrentThread();
            if (++frames > 5)
            {
                Assert.Equal(0, after - before);
            }

            if (frames == 20)
            {
                break;
            }
        }

        Assert.Equal(20, frames);
        Assert.True(sum > 0);
    }

    /// <summary>The clock stands at 1 000 ms, the frame was captured at 900 and queued at 960.</summary>
    [Fact]
    public void History_OfAQueuedFrame_DividesItsAge()
    {
        DenseEdge.Sdk.Inference.FrameHistory history = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(40));

        Assert.Equal((60.0, 40.0), (history.CaptureAgeMs, history.QueueMs));
    }

    [Fact]
    public void Timing_AddsUpAndFitsOnOneLine()
    {
        PredictionTiming timing = new(1.04, 2, 4, 8, 16);

        Assert.Equal(28, timing.RunMs);
        Assert.Equal(31.04, timing.TotalMs, 1e-9);
        Assert.Equal("age 1.0 + queue 2.0 + upload 4.0 + network 8.0 + download 16.0 = 31.0 ms", timing.ToString());
    }

    public void Dispose()
    {
        _predictor.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static float Use(DensePrediction prediction)
    {
        using (prediction)
        {
            return prediction.Depth!.Value.Meters.Span[5] + (float)prediction.Timing.TotalMs + prediction.Tasks.Count;
        }
    }

    private static Camera Open(int width, int height) => Camera.Open($"test://?width={width}&height={height}&fps=30");
}
