using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Sdk.Results;

namespace DenseEdge.Sdk.Tests.Results;

/// <summary>The test model's distance is red in centimetres, so that a frame of 0 has none.</summary>
public sealed class DepthResultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-depth").FullName;

    [Fact]
    public void Nearest_OfARegion_LeavesOutPixelsWithoutADistance()
    {
        using DensePredictor predictor = Load("m");
        Rgb24Image frame = Depths(200);
        SetRed(frame, 2, 3, 0);
        SetRed(frame, 4, 5, 50);
        SetRed(frame, 4, 6, 120);

        using DensePrediction prediction = predictor.Run(frame);

        DepthResult depth = prediction.Depth!.Value;
        Assert.Equal(0.5f, depth.NearestMeters(new PixelRectangle(0, 0, 16, 12))!.Value, 1e-6f);
        Assert.Equal(1.2f, depth.NearestMeters(new PixelRectangle(6, 0, 4, 9))!.Value, 1e-6f);
        Assert.Equal(2f, depth.NearestMeters(new PixelRectangle(0, 0, 4, 4))!.Value, 1e-6f);
        Assert.Null(depth.NearestMeters(new PixelRectangle(3, 2, 1, 1)));
        Assert.Null(depth.NearestMeters(new PixelRectangle(40, 2, 9, 9)));
        Assert.Equal((12 * 16) - 1, depth.CountMeasured());
    }

    [Fact]
    public void Percentile_IsTheNearestRank_OfThoseThatHaveADistance()
    {
        // A row of 10 distances, 10 to 100 cm out of order, in columns 2 to 11; two others have none.
        using DensePredictor predictor = Load("m");
        Rgb24Image frame = Depths(0);
        byte[] centimeters = [70, 20, 100, 10, 60, 30, 90, 40, 80, 50];
        for (int i = 0; i < centimeters.Length; i++)
        {
            SetRed(frame, 7, i + 2, centimeters[i]);
        }

        using DensePrediction prediction = predictor.Run(frame);

        DepthResult depth = prediction.Depth!.Value;
        Assert.Equal(
            [0.1f, 0.1f, 0.2f, 0.5f, 0.6f, 1.0f],
            new[] { 0, 10, 10.1, 50, 50.1, 100 }.Select(percent => MathF.Round(prediction.Depth!.Value.PercentileMeters(percent)!.Value, 6)));
        Assert.Equal(0.7f, depth.PercentileMeters(50, new PixelRectangle(2, 7, 3, 1))!.Value, 1e-6f);
        Assert.Null(depth.PercentileMeters(50, new PixelRectangle(0, 7, 2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => prediction.Depth!.Value.PercentileMeters(100.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => prediction.Depth!.Value.PercentileMeters(double.NaN));
    }

    [Theory]
    [InlineData("m", true)]
    [InlineData("relative", false)]
    public void IsMetric_IsWhatTheMetadataSay(string unit, bool isMetric)
    {
        using DensePredictor predictor = Load(unit);
        using DensePrediction prediction = predictor.Run(Depths(7));

        Assert.Equal(isMetric, prediction.Depth!.Value.IsMetric);
    }

    [Fact]
    public void ResizeToCamera_Bilinear_DoesNotMixOverHoles()
    {
        // Twice the size across: camera centres lie at −0.25, 0.25, 0.75, 1.25, ... of the map's columns.
        using DensePredictor predictor = Load("m");
        Rgb24Image frame = new(TestModel.Height, TestModel.Width * 2);
        float[] camera = new float[frame.Height * frame.Width];
        for (int y = 0; y < frame.Height; y++)
        {
            foreach ((int column, int red) in new[] { (0, 100), (1, 200), (3, 40) })
            {
                SetRed(frame, y, 2 * column, (byte)red);
                SetRed(frame, y, (2 * column) + 1, (byte)red);
            }
        }

        using DensePrediction prediction = predictor.Run(frame);
        DepthResult depth = prediction.Depth!.Value;
        Assert.Equal([1f, 2f, 0f, 0.4f], depth.Meters.Row(5)[..4].ToArray().Select(meters => MathF.Round(meters, 6)));
        depth.ResizeToCamera(camera, DepthResampling.Bilinear);

        float[] expected = [1, 1.25f, 1.75f, 2, 0, 0, 0.4f, 0.4f, 0];
        Assert.Equal(expected, camera.AsSpan(5 * frame.Width, 9).ToArray().Select(meters => MathF.Round(meters, 5)));

        depth.ResizeToCamera(camera);
        float[] nearest = [1, 1, 2, 2, 0, 0, 0.4f, 0.4f, 0];
        Assert.Equal(nearest, camera.AsSpan(5 * frame.Width, 9).ToArray().Select(meters => MathF.Round(meters, 5)));
    }

    [Fact]
    public void ResizeToCamera_OfARamp_GivesTheRampBack()
    {
        // A ramp in both directions of 1 cm and 3 cm for each pixel of the map; bilinear is exact on it but at the rims.
        using DensePredictor predictor = Load("m");
        Rgb24Image frame = new(TestModel.Height, TestModel.Width);
        for (int i = 0; i < TestModel.Height * TestModel.Width; i++)
        {
            frame.Pixels[3 * i] = (byte)(20 + (i % TestModel.Width) + (3 * (i / TestModel.Width)));
        }

        using DensePrediction prediction = predictor.Run(ImageOf(frame, 4));
        float[] camera = new float[16 * TestModel.Height * TestModel.Width];
        prediction.Depth!.Value.ResizeToCamera(camera, DepthResampling.Bilinear);

        Assert.Equal(0.2f + 0.05f + (3 * 0.04f), prediction.Depth.Value.Meters[4, 5], 1e-5f);
        for (int y = 4; y < (4 * TestModel.Height) - 4; y++)
        {
            for (int x = 4; x < (4 * TestModel.Width) - 4; x++)
            {
                float column = ((x + 0.5f) / 4) - 0.5f, row = ((y + 0.5f) / 4) - 0.5f;
                Assert.Equal(0.2f + (0.01f * column) + (0.03f * row), camera[(y * 4 * TestModel.Width) + x], 1e-5f);
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Makes every pixel a square.</summary>
    private static Rgb24Image ImageOf(Rgb24Image image, int times)
    {
        Rgb24Image larger = new(image.Height * times, image.Width * times);
        for (int i = 0; i < larger.Height * larger.Width; i++)
        {
            int source = (i / larger.Width / times * image.Width) + (i % larger.Width / times);
            image.Pixels.Slice(3 * source, 3).CopyTo(larger.Pixels.Slice(3 * i, 3));
        }

        return larger;
    }

    private static Rgb24Image Depths(byte centimeters)
    {
        Rgb24Image frame = new(TestModel.Height, TestModel.Width);
        for (int i = 0; i < frame.Pixels.Length; i += 3)
        {
            frame.Pixels[i] = centimeters;
        }

        return frame;
    }

    private static void SetRed(Rgb24Image frame, int row, int column, byte red)
        => frame.Pixels[((row * frame.Width) + column) * 3] = red;

    private DensePredictor Load(string unit)
    {
        OnnxModel model = TestModel.Build(TaskKind.Depth);
        ModelTask depth = ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth }) with { Unit = unit };
        model.SetMetadata(ModelMetadata.Key, (TestModel.Metadata with { Tasks = [depth] }).ToJson());
        string path = Path.Combine(_folder, $"{unit}.onnx");
        model.Save(path);
        return DensePredictor.Load(path, new PredictorOptions { ThreadCount = 1 });
    }
}
