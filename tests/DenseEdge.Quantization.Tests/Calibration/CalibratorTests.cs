using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Tests.Calibration;

public sealed class CalibratorTests
{
    [Fact]
    public void Run_SeesEveryTensorOfEveryImage()
    {
        OnnxGraphBuilder builder = new("twice");
        GraphValue input = builder.Input("x", GraphElementType.Float32, 1, 2);
        builder.Output("y", builder.Relu(builder.Add(input, input)));
        OnnxGraph graph = Open(builder.Build("tests"));

        CalibrationTable table = Calibrator.Run(graph, new Values("x", [1, 2], [1, -4], [2, -3], [0.5f, 0]));

        Assert.Equal(3, table.Images);
        TensorStatistics sum = table.Find("Add_0:0")!;
        Assert.Equal((-8f, 4f, 6L, 1L), (sum.Min, sum.Max, sum.Histogram.Count, sum.Histogram.Zeros));
        Assert.Equal([7f / 3, -14f / 3], sum.ChannelMeans().Select(mean => (float)mean));
        Assert.Equal((0f, 4f), (table.Find("y")!.Min, table.Find("y")!.Max));
    }

    [Fact]
    public void Run_InManyParts_SeesTheSame()
    {
        OnnxGraph graph = Open(SmallNetwork.Build());
        CalibrationTable whole = Calibrator.Run(graph, SmallNetwork.Source(), new CalibrationOptions());
        CalibrationTable parts = Calibrator.Run(graph, SmallNetwork.Source(), new CalibrationOptions { SegmentBytes = 1 });

        Assert.Equal(whole.Tensors.Select(tensor => tensor.Name), parts.Tensors.Select(tensor => tensor.Name));
        foreach (TensorStatistics tensor in whole.Tensors)
        {
            // The engine may fuse other nodes in a smaller part, and then sums in another order.
            Assert.Equal(tensor.Max, parts.Find(tensor.Name)!.Max, 1e-4f);
            Assert.Equal(tensor.Histogram.Count, parts.Find(tensor.Name)!.Histogram.Count);
        }
    }

    [Fact]
    public void Run_FewerImagesThanThereAre_TakesThemAtEvenDistances()
    {
        OnnxGraphBuilder builder = new("one");
        builder.Output("y", builder.Relu(builder.Input("x", GraphElementType.Float32, 1, 1)));
        Values source = new("x", [1, 1], [1], [2], [3], [4], [5], [6]);

        CalibrationTable table = Calibrator.Run(Open(builder.Build("tests")), source, new CalibrationOptions { Images = 3 });

        Assert.Equal(3, table.Images);
        Assert.Equal(3.0, table.Find("x")!.ChannelMeans()[0]);
        Assert.Equal(5, table.Find("x")!.Max);
    }

    [Fact]
    public void Run_WithoutImages_SaysSo()
    {
        InvalidDataException failure = Assert.Throws<InvalidDataException>(
            () => Calibrator.Run(Open(SmallNetwork.Build()), SmallNetwork.Source(0)));

        Assert.Equal("noise: expected images to calibrate with, found none.", failure.Message);
    }

    [Fact]
    public void Run_ImageOfAnotherSize_SaysBothSizes()
    {
        InvalidDataException failure = Assert.Throws<InvalidDataException>(
            () => Calibrator.Run(Open(SmallNetwork.Build()), new Values("image", [1, 2], [1, 2])));

        Assert.Contains("image 1: expected Float32 [1, 16, 8, 8]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[1, 2]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ValueForAnotherInput_NamesBoth()
    {
        InvalidDataException failure = Assert.Throws<InvalidDataException>(
            () => Calibrator.Run(Open(SmallNetwork.Build()), new Values("photo", [1, 2], [1, 2])));

        Assert.Contains("'image'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'photo'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ActivationThatIsNotANumber_NamesTheTensor()
    {
        OnnxGraphBuilder builder = new("log");
        GraphValue input = builder.Input("x", GraphElementType.Float32, 1, 2);
        builder.Output("y", builder.Relu(builder.Log(input)));

        InvalidDataException failure = Assert.Throws<InvalidDataException>(
            () => Calibrator.Run(Open(builder.Build("tests")), new Values("x", [1, 2], [1, -1])));

        Assert.StartsWith("'Log_0:0' [1, 2]: expected finite activations", failure.Message, StringComparison.Ordinal);
    }

    private static OnnxGraph Open(OnnxModel model) => OnnxGraph.Open(model, "test");

    private sealed class Values(string name, int[] dims, params float[][] images) : ICalibrationSource
    {
        public int Count => images.Length;

        public string Name => "values";

        public IReadOnlyList<CalibrationInput> Load(int index) => [new CalibrationInput(name, dims, images[index])];
    }
}
