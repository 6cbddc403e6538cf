using System.Text.Json;
using DenseEdge.Cli.ModelComparison;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Comparison;

namespace DenseEdge.Cli.Tests.ModelComparison;

public sealed class ModelComparisonPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compare-models").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Page_Written_ShowsLayersAndPictures_AndNeedsNothingFromOutside()
    {
        Rgb24Image picture = new(2, 2, [1, 2, 3, 40, 50, 60, 70, 80, 90, 100, 110, 120]);
        DifferenceExample example = new(
            "image <7>", picture, [new DifferenceExample.Row(TaskKind.Depth, picture, picture, picture, 0.25, 0.5)]);
        string path = Path.Combine(_folder, "page.html");

        ModelComparisonPage.Write(path, Report(2.5f), [example]);
        string page = File.ReadAllText(path);

        Assert.Contains("image &lt;7&gt;", page, StringComparison.Ordinal);
        Assert.Contains("difference: mean 0.25 m, largest 0.5 m", page, StringComparison.Ordinal);
        Assert.Contains("12.0 dB", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split("data:image/jpeg;base64,").Length - 1);
    }

    [Fact]
    public void Json_OfEqualTensors_HasNoRatio()
    {
        string path = Path.Combine(_folder, "report.json");

        ModelComparisonJson.Write(path, Report(2));

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement layer = document.RootElement.GetProperty("layers")[0];
        Assert.Equal("Mul", layer.GetProperty("op_type").GetString());
        Assert.Equal(JsonValueKind.Null, layer.GetProperty("tensor").GetProperty("sqnr_db").ValueKind);
    }

    [Fact]
    public void Text_ListsTheWorstLayer_AndSaysThatThereAreNoMetrics()
    {
        string text = ModelComparisonText.Write(Report(2.5f));

        Assert.Contains("Layers that lose most by themselves", text, StringComparison.Ordinal);
        Assert.Matches(@"Mul\s+12\.0 dB\s+12\.0 dB\s+2\s+1\.25", text);
        Assert.Contains("note: No predictions and metrics", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_OfADifference_IsWhiteAtTheLargest_AndDimmedWhereEqual()
    {
        Rgb24Image image = new(1, 3, [255, 255, 255, 255, 255, 255, 255, 255, 255]);

        Rgb24Image picture = DifferencePicture.Draw(image, [0f, 1 / 3f, 1f], whiteAt: 1);

        // Equal: 28 % of white. A third of the scale: full red, the image fading: 0.28 · 2/3 · 255 = 47.6.
        Assert.Equal([71, 71, 71, 255, 48, 48, 255, 255, 255], picture.Pixels.ToArray());
    }

    /// <summary>x = (3, 4) and (1, -2); twice it against another multiple: 12.04 dB for 2.5.</summary>
    private static ModelComparisonReport Report(float factor)
    {
        OnnxModel first = Product(2), second = Product(factor);
        return new ModelComparisonReport
        {
            First = new ModelFacts("a.onnx", first.Summarize()),
            Second = new ModelFacts("b.onnx", second.Summarize()),
            OptimizedGraph = false,
            Tensors = ModelComparer.Run(
                OnnxGraph.Open(first, "a.onnx"), "a.onnx", OnnxGraph.Open(second, "b.onnx"), "b.onnx", new TwoImages()),
            Worst = 5,
        };
    }

    private static OnnxModel Product(float factor)
    {
        OnnxGraphBuilder builder = new("test");
        builder.Output("y", builder.Mul(builder.Input("x", GraphElementType.Float32, 1, 2), builder.Scalar(factor)));
        return builder.Build("test");
    }

    private sealed class TwoImages : ICalibrationSource
    {
        public int Count => 2;

        public string Name => "two images";

        public IReadOnlyList<CalibrationInput> Load(int index)
            => [new CalibrationInput("x", [1, 2], index == 0 ? new float[] { 3, 4 } : [1, -2])];
    }
}
