using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Sdk.Tests;

public sealed class PredictionFilesTests : IDisposable
{
    private const int Pixels = TestModel.Height * TestModel.Width;

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-files").FullName;
    private readonly DensePredictor _predictor;

    public PredictionFilesTests()
    {
        _predictor = DensePredictor.Load(TestModel.Save(_folder), new PredictorOptions { ThreadCount = 1 });
    }

    [Fact]
    public void SaveNumbers_OfEveryTask_AreReadBack()
    {
        using DensePrediction prediction = _predictor.Run(TestModel.Noise(TestModel.Height, TestModel.Width, 3));
        foreach (TaskKind task in TaskKinds.All)
        {
            prediction.SaveNumbers(task, Of($"{task}.npy"));
        }

        AssertHolds(TaskKind.SemanticSegmentation, "|u1", prediction.Segmentation!.Value.Labels.ToArray().Select(label => (double)label));
        AssertHolds(TaskKind.HumanParts, "|u1", prediction.HumanParts!.Value.Labels.ToArray().Select(label => (double)label));
        AssertHolds(TaskKind.Depth, "<f4", prediction.Depth!.Value.Meters.ToArray().Select(meters => (double)meters));
        AssertHolds(TaskKind.Boundaries, "<f4", prediction.Boundaries!.Value.Probability.ToArray().Select(p => (double)p));
        AssertHolds(TaskKind.Saliency, "<f4", prediction.Saliency!.Value.Probability.ToArray().Select(p => (double)p));
        NpyArray normals = NpyFile.Read(Of($"{TaskKind.SurfaceNormals}.npy"));
        Assert.Equal([3, TestModel.Height, TestModel.Width], normals.Shape);
        Assert.Equal(prediction.SurfaceNormals!.Value.Components.ToArray(), normals.ToSingles());
    }

    [Fact]
    public void Summary_HasSharesPercentilesAndSizes()
    {
        // Red 170 is class 2 and 1.7 m, red 255 class 3 and 2.55 m: 12 of 192 pixels.
        Rgb24Image frame = new(TestModel.Height, TestModel.Width);
        for (int i = 0; i < Pixels; i++)
        {
            frame.Pixels[3 * i] = (byte)(i % TestModel.Width == 0 ? 255 : 171);
            frame.Pixels[(3 * i) + 1] = (byte)(i < 48 ? 128 : 127);
        }

        using DensePrediction prediction = _predictor.Run(frame);
        prediction.SaveSummary(Of("a.json"));

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Of("a.json")));
        JsonElement root = json.RootElement;
        Assert.Equal(TestModel.Width, root.GetProperty("output_pixels").GetProperty("width").GetInt32());
        Assert.Equal(TestModel.Height, root.GetProperty("camera_pixels").GetProperty("height").GetInt32());
        JsonElement[] classes = [.. root.GetProperty("semseg").GetProperty("classes").EnumerateArray()];
        Assert.Equal([("light", 180, 0.9375), ("bright", 12, 0.0625)], classes.Select(entry => (
            entry.GetProperty("name").GetString()!, entry.GetProperty("pixels").GetInt32(), entry.GetProperty("share").GetDouble())));
        JsonElement depth = root.GetProperty("depth");
        Assert.Equal(("m", 1.71, 1.71, 2.55), (
            depth.GetProperty("unit").GetString(), depth.GetProperty("nearest_m").GetDouble(),
            depth.GetProperty("median_m").GetDouble(), depth.GetProperty("farthest_m").GetDouble()));
        Assert.Equal(0.25, root.GetProperty("edge").GetProperty("likely_share").GetDouble());
        Assert.Equal(0, root.GetProperty("sal").GetProperty("likely_share").GetDouble());
        Assert.True(root.GetProperty("timing_ms").GetProperty("network").GetDouble() >= 0);
        Assert.Equal(PredictionSummary.ToJson(prediction), File.ReadAllText(Of("a.json")));
    }

    [Fact]
    public void Summary_WithoutADistance_IsNull()
    {
        using DensePrediction prediction = _predictor.Run(new Rgb24Image(TestModel.Height, TestModel.Width));

        using JsonDocument json = JsonDocument.Parse(PredictionSummary.ToJson(prediction));

        JsonElement depth = json.RootElement.GetProperty("depth");
        Assert.Equal(0, depth.GetProperty("measured_share").GetDouble());
        Assert.Equal(JsonValueKind.Null, depth.GetProperty("median_m").ValueKind);
    }

    [Fact]
    public void PointCloud_OfAWall_IsFlatAndAsWideAsTheCameraSees()
    {
        // 2 m away everywhere, seen by a camera of twice the size with a focal length of 32 pixels.
        Rgb24Image frame = new(TestModel.Height * 2, TestModel.Width * 2);
        frame.Pixels.Fill(200);
        using DensePrediction prediction = _predictor.Run(frame);

        int points = prediction.SavePointCloud(Of("wall.ply"), new CameraIntrinsics(32, 32, 15.5, 11.5));

        Assert.Equal(Pixels, points);
        byte[] file = File.ReadAllBytes(Of("wall.ply"));
        ReadOnlySpan<byte> first = file.AsSpan(file.Length - (Pixels * 27));

        // In the outputs: focal length 16, centre (7.5, 5.5): the first point lies at −7.5 · 2 / 16, −5.5 · 2 / 16.
        Assert.Equal(-0.9375f, BitConverter.ToSingle(first));
        Assert.Equal(-0.6875f, BitConverter.ToSingle(first[4..]));
        Assert.Equal(2f, BitConverter.ToSingle(first[8..]), 1e-6f);
        Assert.Equal([200, 200, 200], first.Slice(24, 3).ToArray());
    }

    [Fact]
    public void PaintOver_OfEveryTask_ChangesTheCamerasFrame_WithoutAllocation()
    {
        Rgb24Image frame = TestModel.Noise(30, 40, 6);
        using DensePrediction prediction = _predictor.Run(frame);
        byte[] pixels = frame.Pixels.ToArray();
        foreach (TaskKind task in TaskKinds.All)
        {
            prediction.PaintOver(task, pixels);
            prediction.PaintOver(task, pixels);
            frame.Pixels.CopyTo(pixels);
            long before = GC.GetAllocatedBytesForCurrentThread();
            prediction.PaintOver(task, pixels);
            Assert.Equal((task, 0), (task, GC.GetAllocatedBytesForCurrentThread() - before));
            Assert.False(frame.Pixels.SequenceEqual(pixels));
        }
    }

    [Fact]
    public void Files_OfATaskThatWasNotAsked_SayWhichWere()
    {
        using DensePrediction prediction = _predictor.Run(new Rgb24Image(4, 4), TaskSet.Of(TaskKind.Saliency));

        string[] messages =
        [
            Assert.Throws<ArgumentException>(() => prediction.SaveNumbers(TaskKind.Depth, Of("a.npy"))).Message,
            Assert.Throws<ArgumentException>(() => prediction.SavePointCloud(Of("a.ply"), new CameraIntrinsics(1, 1, 1, 1))).Message,
            Assert.Throws<ArgumentException>(() => prediction.PaintOver(TaskKind.Depth, new byte[48])).Message,
        ];

        Assert.All(messages, message => Assert.StartsWith(
            "Expected a task of the prediction (sal), got depth.", message, StringComparison.Ordinal));
        Assert.Equal(["six.onnx"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    public void Dispose()
    {
        _predictor.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Of(string name) => Path.Combine(_folder, name);

    private void AssertHolds(TaskKind task, string type, IEnumerable<double> values)
    {
        NpyArray array = NpyFile.Read(Of($"{task}.npy"));
        Assert.Equal([TestModel.Height, TestModel.Width], array.Shape);
        Assert.Equal(type, array.ElementType);
        Assert.Equal(values, array.ToSingles().Select(value => (double)value));
    }
}
