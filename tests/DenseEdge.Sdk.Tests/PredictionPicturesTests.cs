using DenseEdge.Contracts;
using DenseEdge.Onnx;

namespace DenseEdge.Sdk.Tests;

public sealed class PredictionPicturesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-sdk").FullName;
    private readonly DensePredictor _predictor;
    private readonly Rgb24Image _frame = TestModel.Noise(TestModel.Height, TestModel.Width, 5);

    public PredictionPicturesTests()
    {
        _predictor = DensePredictor.Load(TestModel.Save(_folder), new PredictorOptions { ThreadCount = 1 });
    }

    [Fact]
    public void Picture_OfClasses_HasTheirColours()
    {
        using DensePrediction prediction = _predictor.Run(_frame);

        Rgb24Image picture = prediction.Picture(TaskKind.SemanticSegmentation);

        LabelClass first = TestModel.Segmentation.Classes[prediction.Segmentation!.Value.Labels.Span[0]];
        Assert.Equal([first.Red, first.Green, first.Blue], picture.Pixels[..3]);
    }

    [Fact]
    public void Overlay_OfEveryTask_HasTheNetworksSize_AndOutlivesThePrediction()
    {
        List<Rgb24Image> pictures = [];
        using (DensePrediction prediction = _predictor.Run(_frame))
        {
            pictures.AddRange(TaskKinds.All.Select(task => prediction.Overlay(task)));
        }

        Assert.All(pictures, picture => Assert.Equal((TestModel.Height, TestModel.Width), (picture.Height, picture.Width)));
        Assert.All(pictures, picture => Assert.True(picture.Pixels.ContainsAnyExcept((byte)0)));
    }

    [Fact]
    public void Overlay_OfBoundaries_ChangesOnlyLikelyPixels()
    {
        using DensePrediction prediction = _predictor.Run(_frame);

        Rgb24Image picture = prediction.Overlay(TaskKind.Boundaries);

        for (int i = 0; i < TestModel.Height * TestModel.Width; i++)
        {
            bool likely = prediction.Boundaries!.Value.Probability.Span[i] >= 0.5f;
            byte[] expected = likely ? [255, 40, 40] : _frame.Pixels.Slice(i * 3, 3).ToArray();
            Assert.Equal(expected, picture.Pixels.Slice(i * 3, 3).ToArray());
        }
    }

    [Fact]
    public void Panorama_HoldsTheFrameAndEveryTask()
    {
        using DensePrediction prediction = _predictor.Run(_frame);

        Rgb24Image picture = prediction.Panorama();

        Assert.True(picture.Width >= 7 * TestModel.Width);
        Assert.True(picture.Height > TestModel.Height);
    }

    [Fact]
    public void Picture_OfATaskThatTheModelLacks_ListsThoseItHas()
    {
        ModelTask depth = ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth });
        OnnxModel model = TestModel.Build(TaskKind.Depth);
        model.SetMetadata(ModelMetadata.Key, (TestModel.Metadata with { Tasks = [depth] }).ToJson());
        string path = Path.Combine(_folder, "depth.onnx");
        model.Save(path);
        using DensePredictor predictor = DensePredictor.Load(path);
        using DensePrediction prediction = predictor.Run(_frame);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => prediction.Picture(TaskKind.Saliency));

        Assert.Contains("Expected a task of the prediction (depth), got sal.", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _predictor.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
