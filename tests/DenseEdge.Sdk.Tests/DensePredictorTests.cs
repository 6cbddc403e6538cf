using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Tests;

public sealed class DensePredictorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-sdk").FullName;
    private readonly DensePredictor _predictor;

    public DensePredictorTests()
    {
        _predictor = DensePredictor.Load(TestModel.Save(_folder), new PredictorOptions { ThreadCount = 1 });
    }

    [Fact]
    public void Run_OnAFrameOfTheNetworksSize_GivesEveryTaskExactly()
    {
        Rgb24Image frame = TestModel.Noise(TestModel.Height, TestModel.Width, 3);

        using DensePrediction prediction = _predictor.Run(frame);

        Span<byte> rgb = frame.Pixels;
        int pixels = TestModel.Height * TestModel.Width;
        for (int i = 0; i < pixels; i++)
        {
            (byte red, byte green, byte blue) = (rgb[i * 3], rgb[(i * 3) + 1], rgb[(i * 3) + 2]);
            Assert.Equal((byte)(red * (1f / 85)), prediction.Segmentation!.Value.Labels.Span[i]);
            Assert.Equal(red >= green && red >= blue ? 0 : green >= blue ? 1 : 2, prediction.HumanParts!.Value.Labels.Span[i]);
            Assert.Equal(red * 0.01f, prediction.Depth!.Value.Meters.Span[i]);
            Assert.Equal(green * (1f / 255), prediction.Boundaries!.Value.Probability.Span[i]);
            Assert.Equal(blue * (1f / 255), prediction.Saliency!.Value.Probability.Span[i]);

            float x = red - 127.5f, y = green - 127.5f, z = blue - 127.5f;
            float length = MathF.Sqrt((x * x) + (y * y) + (z * z));
            ReadOnlySpan<float> normals = prediction.SurfaceNormals!.Value.Components;
            Assert.Equal(x / length, normals[i], 1e-6f);
            Assert.Equal(y / length, normals[pixels + i], 1e-6f);
            Assert.Equal(z / length, normals[(2 * pixels) + i], 1e-6f);
        }
    }

    [Fact]
    public void Run_OnALargerFrame_ResizesItFirst()
    {
        Rgb24Image frame = new(TestModel.Height * 3, TestModel.Width * 5);
        frame.Pixels.Fill(200);

        using DensePrediction prediction = _predictor.Run(frame);

        Assert.Equal(TestModel.Height * TestModel.Width, prediction.Depth!.Value.Meters.Length);
        Assert.All(prediction.Depth.Value.Meters.ToArray(), meters => Assert.Equal(2f, meters, 1e-6f));
        Assert.All(prediction.Frame.ToArray(), level => Assert.Equal(200, level));
        Assert.Equal((TestModel.Height, TestModel.Width), (prediction.Height, prediction.Width));
    }

    [Fact]
    public void Run_AfterWarmUp_AllocatesNothing()
    {
        Rgb24Image first = TestModel.Noise(30, 40, 1), second = TestModel.Noise(30, 40, 2);
        float sum = 0;
        for (int i = 0; i < 5; i++)
        {
            sum += Use(first);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 25; i++)
        {
            sum += Use(first) + Use(second);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);

        float Use(Rgb24Image frame)
        {
            using DensePrediction prediction = _predictor.Run(frame);
            return prediction.Depth!.Value.Meters.Span[5] + prediction.Segmentation!.Value.Labels.Span[7] + prediction.Segmentation.Value.Classes.Count
                + prediction.SurfaceNormals!.Value.Components[9] + prediction.Boundaries!.Value.Probability.Span[1] + (float)prediction.Timing.TotalMs;
        }
    }

    [Fact]
    public void Run_Twice_KeepsTheFirstPredictionAlive()
    {
        Rgb24Image dark = new(TestModel.Height, TestModel.Width), bright = new(TestModel.Height, TestModel.Width);
        bright.Pixels.Fill(255);

        using DensePrediction first = _predictor.Run(dark);
        using DensePrediction second = _predictor.Run(bright);

        Assert.Equal(0f, first.Depth!.Value.Meters.Span[0]);
        Assert.Equal(2.55f, second.Depth!.Value.Meters.Span[0], 1e-6f);
    }

    [Fact]
    public void Run_WithEveryBufferInUse_SaysWhatToDo()
    {
        Rgb24Image frame = new(4, 4);
        using DensePrediction first = _predictor.Run(frame), second = _predictor.Run(frame);

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => _predictor.Run(frame));

        Assert.Contains("All 2 result buffers are in use: dispose a prediction", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prediction_AfterDispose_ThrowsAlsoWhenItsBuffersAreUsedAgain()
    {
        Rgb24Image frame = new(4, 4);
        DensePrediction old = _predictor.Run(frame);
        DenseEdge.Sdk.Results.DepthResult depth = old.Depth!.Value;
        old.Dispose();
        old.Dispose();
        Assert.Throws<ObjectDisposedException>(() => depth.Meters.Span[0]);

        using DensePrediction first = _predictor.Run(frame), second = _predictor.Run(frame);

        Assert.Throws<ObjectDisposedException>(() => depth.Meters.Span[0]);
        Assert.Throws<ObjectDisposedException>(() => old.Depth);
        old.Dispose();
        Assert.Equal(0f, first.Depth!.Value.Meters.Span[0]);
        Assert.Equal(0f, second.Depth!.Value.Meters.Span[0]);
    }

    [Fact]
    public void Predictor_AfterDispose_RefusesFramesAndEndsPredictions()
    {
        DensePrediction alive = _predictor.Run(new Rgb24Image(4, 4));

        _predictor.Dispose();
        _predictor.Dispose();

        Assert.Throws<ObjectDisposedException>(() => alive.Depth);
        Assert.Throws<ObjectDisposedException>(() => _predictor.Run(new Rgb24Image(4, 4)));
        alive.Dispose();
    }

    [Fact]
    public void Run_FromSeveralThreads_TakesTurns()
    {
        using DensePredictor predictor = DensePredictor.Load(
            Path.Combine(_folder, "six.onnx"), new PredictorOptions { ThreadCount = 1, ResultBuffers = 4 });

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            Rgb24Image frame = new(TestModel.Height, TestModel.Width);
            frame.Pixels.Fill((byte)(i * 6));
            using DensePrediction prediction = predictor.Run(frame);
            Assert.Equal((byte)(i * 6) * 0.01f, prediction.Depth!.Value.Meters.Span[17]);
        });
    }

    [Fact]
    public void Default_Prediction_SaysThatItIsEmpty()
    {
        DensePrediction empty = default;
        empty.Dispose();

        Assert.Throws<ObjectDisposedException>(() => empty.Height);
    }

    [Fact]
    public void Run_WithTheWrongNumberOfBytes_NamesBothNumbers()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => _predictor.Run(new byte[10], 2, 2));

        Assert.Contains("Expected 12 bytes for a frame of 2x2 pixels, got 10", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _predictor.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
