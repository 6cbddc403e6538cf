using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Float16;

namespace DenseEdge.Quantization.Tests.Float16;

public sealed class HalfPrecisionTests
{
    private static readonly float[] Image = [.. Enumerable.Range(0, 2 * 4 * 4).Select(i => MathF.Sin(i + 1))];

    [Fact]
    public void Convert_OfAResizeBetweenConvolutions_CastsOnlyAtTheBorders()
    {
        OnnxGraph graph = OnnxGraph.Open(Decoder(), "decoder");

        HalfReport report = HalfPrecision.Convert(graph);

        Assert.Equal(2, report.Casts);
        NodeProto resize = graph.Nodes.Single(node => node.OpType == "Resize");
        Assert.Equal("Conv", graph.Producer(resize.Input[0])!.OpType);
        Assert.Equal("Conv", Assert.Single(graph.Consumers(resize.Output[0])).OpType);
        Assert.Equal(GraphElementType.Float16, graph.Info(resize.Output[0]).ElementType);
        Assert.All(resize.Input.Skip(1).Where(name => name.Length > 0), name => Assert.NotEqual(
            GraphElementType.Float16, graph.Info(name).ElementType));
    }

    [Fact]
    public void Convert_ThenTheCpuEngine_ComputesTheSameWithinHalfPrecision()
    {
        float[] expected = Ort.Run(Decoder(), ("x", Image));
        OnnxGraph graph = OnnxGraph.Open(Decoder(), "decoder");
        HalfPrecision.Convert(graph);

        float[] found = Ort.Run(graph.ToModel(), ("x", Image));

        // Four roundings to 11 binary digits of values below 4.
        Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) < 4 * 4 / 2048f);
        Assert.NotEqual(expected, found);
    }

    [Fact]
    public void Convert_KeepsNamesAndTypesOfInputsAndOutputs_AndTheNamesOfLayers()
    {
        OnnxGraph before = OnnxGraph.Open(Decoder(), "decoder"), after = OnnxGraph.Open(Decoder(), "decoder");

        HalfPrecision.Convert(after);

        Assert.Equal(before.Inputs, after.Inputs);
        Assert.Equal(before.Outputs, after.Outputs);
        Assert.Equal(before.Info("y"), after.Info("y"));
        IEnumerable<string> layers = before.Nodes.Where(node => node.OpType is "Conv" or "Resize")
            .SelectMany(node => node.Output).Where(name => !before.IsOutput(name));
        Assert.All(layers, name => Assert.NotNull(after.Producer(name)));
    }

    [Fact]
    public void Convert_OfAnOutputThatTheNetworkReadsToo_FeedsTheNetworkWithoutCasts()
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue first = Conv(builder, builder.Input("x", GraphElementType.Float32, 1, 2, 4, 4), 0.5f);
        GraphValue output = builder.Output("first", first);
        builder.Output("second", Conv(builder, output, 0.25f));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("test"), "two");

        HalfReport report = HalfPrecision.Convert(graph);

        Assert.Equal(3, report.Casts);
        Assert.Equal(GraphElementType.Float32, graph.Info("first").ElementType);
        NodeProto second = graph.Nodes.Single(node => node.OpType == "Conv" && graph.Producer(node.Input[0])?.OpType == "Conv");
        Assert.Equal("first/float16", second.Input[0]);
    }

    [Fact]
    public void Convert_WithACastToHalfBeforeAnOutput_LeavesNoCastThere()
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue conv = Conv(builder, builder.Input("x", GraphElementType.Float32, 1, 2, 4, 4), 0.5f);
        builder.Output("y", builder.Cast(conv, GraphElementType.Float16));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("test"), "half output");

        HalfReport report = HalfPrecision.Convert(graph);

        Assert.Equal(1, report.Casts);
        Assert.Equal("Conv", graph.Producer("y")!.OpType);
        Assert.Equal(GraphElementType.Float16, graph.Info("y").ElementType);
    }

    [Fact]
    public void Convert_OfBytes_CastsThemToHalfAtOnce()
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue image = builder.Input("image", GraphElementType.UInt8, 1, 2, 4, 4);
        builder.Output("y", Conv(builder, builder.Cast(image, GraphElementType.Float32), 0.5f));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("test"), "bytes");

        HalfReport report = HalfPrecision.Convert(graph);

        Assert.Equal(1, report.Casts);
        NodeProto cast = Assert.Single(graph.Consumers("image"));
        Assert.Equal(GraphElementType.Float16, graph.Info(cast.Output[0]).ElementType);
    }

    [Fact]
    public void Convert_OfAStepBetweenTwoIslands_KeepsItInFloat32_RatherThanCastTwice()
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue power = builder.Exp(Conv(builder, builder.Input("x", GraphElementType.Float32, 1, 2, 4, 4), 0.5f));
        GraphValue product = builder.Mul(power, builder.Scalar(3));
        builder.Output("y", Conv(builder, builder.Log(product), 0.25f));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("test"), "chain");
        string between = graph.Nodes.Single(node => node.OpType == "Mul").Output[0];

        HalfReport report = HalfPrecision.Convert(graph);

        Assert.Equal(GraphElementType.Float32, graph.Info(between).ElementType);
        Assert.Equal((2, 4), (report.HalfNodes, report.Casts));
    }

    [Fact]
    public void Convert_WithABlockedOperator_KeepsItInFloat32_AndSaysWhy()
    {
        OnnxGraph graph = OnnxGraph.Open(Decoder(), "decoder");
        HalfOptions options = new() { BlockedOperators = new HashSet<string> { "Resize" } };

        HalfReport report = HalfPrecision.Convert(graph, options);

        Float32Island island = Assert.Single(report.Islands);
        Assert.Equal((IslandRule.Operator, "the target runs Resize in FP32 only"), (island.Rule, island.Reason));
        Assert.Equal(4, report.Casts);
    }

    [Fact]
    public void Convert_WithALargeActivation_KeepsItsNeighboursInFloat32()
    {
        OnnxGraph graph = OnnxGraph.Open(Decoder(), "decoder");
        string large = graph.Nodes.First(node => node.OpType == "Conv").Output[0];
        HalfOptions options = new() { Magnitudes = new Dictionary<string, float> { [large] = 513 } };

        HalfReport report = HalfPrecision.Convert(graph, options);

        Float32Island island = Assert.Single(report.Islands);
        Assert.Equal(IslandRule.Range, island.Rule);
        Assert.Equal([large, graph.Nodes.Single(node => node.OpType == "Resize").Output[0]], island.Nodes);
        Assert.Contains(report.Warnings, warning => warning.Contains("reaches 513, above 512", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(70_000f, "beyond FP16's largest number 65504")]
    [InlineData(1e-8f, "would change it by")]
    public void Convert_OfWeightsThatHalfCannotHold_KeepsTheConvolutionInFloat32(float weight, string reason)
    {
        OnnxGraphBuilder builder = new("test");
        builder.Output("y", Conv(builder, builder.Input("x", GraphElementType.Float32, 1, 2, 4, 4), weight));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("test"), "weights");

        HalfReport report = HalfPrecision.Convert(graph);

        Assert.Contains(reason, Assert.Single(report.Islands).Reason, StringComparison.Ordinal);
        Assert.Equal(0, report.HalfElements);
    }

    [Fact]
    public void Convert_OfAWeightThatIsNotANumber_NamesIt()
    {
        OnnxGraphBuilder builder = new("test");
        builder.Output("y", Conv(builder, builder.Input("x", GraphElementType.Float32, 1, 2, 4, 4), float.NaN));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("test"), "weights");

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => HalfPrecision.Convert(graph));

        Assert.Contains("expected weights that are numbers, found NaN", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_WithBadOptions_ListsEveryFault()
    {
        HalfOptions options = new() { LargestMagnitude = 70_000, LongestReduction = 1 };

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => HalfPrecision.Convert(OnnxGraph.Open(Decoder(), "decoder"), options));

        Assert.Contains("LargestMagnitude", fault.Message, StringComparison.Ordinal);
        Assert.Contains("LongestReduction", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Convolution, upsampling, convolution: [1, 2, 4, 4] to [1, 2, 7, 9].</summary>
    private static OnnxModel Decoder()
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue first = Conv(builder, builder.Input("x", GraphElementType.Float32, 1, 2, 4, 4), 0.51f);
        builder.Output("y", Conv(builder, builder.ResizeLinear(first, 7, 9), 0.33f));
        return builder.Build("test");
    }

    /// <summary>A 3x3 convolution whose weights all differ; the first is the one given, the others are its halves, thirds,
    /// ...</summary>
    private static GraphValue Conv(OnnxGraphBuilder builder, GraphValue input, float weight)
    {
        float[] weights = [.. Enumerable.Range(1, 2 * 2 * 9).Select(i => weight / i)];
        return builder.Conv(input, builder.Initializer(weights, [2, 2, 3, 3]), null, 1, Padding2d.All(1));
    }
}
