using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Quantization.Tests.Sensitivity;

public sealed class ArithmeticCostTests
{
    private static readonly RelativeSpeed Speed = new(Halves: 2, Integers: 5);

    /// <summary>A 1x1 convolution of 3 to 4 channels on 2x5 pixels: 3 · 4 · 10 = 120 multiply-adds.</summary>
    [Theory]
    [InlineData(GraphElementType.Float32, 120)]
    [InlineData(GraphElementType.Float16, 60)]
    public void Of_AConvolution_DividesItsMultiplyAddsByTheSpeedOfItsType(GraphElementType type, double expected)
    {
        OnnxGraphBuilder graph = new("one");
        GraphValue image = graph.Input("x", type, 1, 3, 2, 5);
        GraphValue weight = graph.Initializer(new float[12], [4, 3, 1, 1]);
        graph.Output("y", graph.Conv(image, type == GraphElementType.Float16 ? graph.Cast(weight, type) : weight));

        Assert.Equal(new ModelCost(expected, IsMeasured: false), ArithmeticCost.Of(graph.Build("tests"), Speed));
    }

    /// <summary>Two equal convolutions of 120 multiply-adds; the second is an integer one, the builder makes FP16 of the
    /// first: 120 / 2 + 120 / 5.</summary>
    [Fact]
    public void Of_FloatsBetweenIntegers_CountsThemAsHalves()
    {
        OnnxGraphBuilder graph = new("two");
        GraphValue image = graph.Input("x", GraphElementType.Float32, 1, 3, 2, 5);
        graph.Output("first", graph.Conv(image, graph.Initializer(new float[12], [4, 3, 1, 1])));
        OnnxModel model = graph.Build("tests");

        Assert.Equal(120 / 1.0, ArithmeticCost.Of(model, Speed).Amount);
        Assert.Equal(60 + 24, ArithmeticCost.Of(WithIntegerCopy(model), Speed).Amount);
    }

    [Fact]
    public void ToString_SaysTheUnit()
    {
        Assert.Equal("12.3 ms", new ModelCost(12.34, IsMeasured: true).ToString());
        Assert.Equal("1.5 G FP32 multiply-adds' worth", new ModelCost(1.5e9, IsMeasured: false).ToString());
    }

    private static OnnxModel WithIntegerCopy(OnnxModel model)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "two");
        string weight = graph.Nodes.Single(node => node.OpType == "Conv").Input[1];
        string scale = graph.AddConstant("scale", [0.1f], []);
        string input = Pair("x"), codes = Pair(weight);
        graph.Add("Conv", [input, codes], "second");
        graph.Update();
        return graph.ToModel();

        string Pair(string value)
            => graph.Add(
                "DequantizeLinear", [graph.Add("QuantizeLinear", [value, scale], $"{value}/codes").Output[0], scale], $"{value}/again")
                .Output[0];
    }
}
