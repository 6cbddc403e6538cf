using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Integers.Writing;

namespace DenseEdge.Quantization.Tests.Integers;

public sealed class BiasCorrectionTests
{
    [Fact]
    public void Shift_OfAPointwiseConvolution_IsTheErrorTimesTheMean()
    {
        (OnnxGraph graph, Onnx.Schema.NodeProto node) = WeightQuantizerTests.Convolution([1.2f, 2.6f, 0.4f, -1.5f], [0, 0]);
        QuantizedWeight rounded = new([1, 3, 0, -2], [2, 2, 1, 1], [1, 1], 0);

        double[] shift = BiasCorrection.Shift(graph, node, rounded, [10, 100])!;

        // (1 − 1.2) · 10 + (3 − 2.6) · 100 and (0 − 0.4) · 10 + (−2 + 1.5) · 100
        Assert.Equal([38, -54], shift.Select(value => Math.Round(value, 4)));
    }

    [Fact]
    public void Shift_CountsTheZerosBeyondTheBorder()
    {
        // 3 taps in a row over 4 pixels with a border of 1: the outer taps miss one position of four each.
        OnnxGraphBuilder builder = new("border");
        GraphValue input = builder.Input("x", GraphElementType.Float32, 1, 1, 1, 4);
        GraphValue weight = builder.Initializer([0.4f, 0.3f, 0.2f], [1, 1, 1, 3]);
        builder.Output("y", builder.Conv(input, weight, padding: new Padding2d(0, 1, 0, 1)));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("tests"), "test");

        double[] shift = BiasCorrection.Shift(
            graph, graph.Nodes.Single(), new QuantizedWeight([1, 1, 1], [1, 1, 1, 3], [1], null), [8])!;

        Assert.Equal(8 * ((0.6 * 0.75) + 0.7 + (0.8 * 0.75)), shift[0], 1e-5);
    }

    [Fact]
    public void Shift_OfGroups_TakesTheMeansOfTheGroup()
    {
        OnnxGraphBuilder builder = new("depthwise");
        GraphValue input = builder.Input("x", GraphElementType.Float32, 1, 2, 2, 2);
        GraphValue weight = builder.Initializer([0.5f, 0.25f], [2, 1, 1, 1]);
        builder.Output("y", builder.Conv(input, weight, group: 2));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("tests"), "test");

        double[] shift = BiasCorrection.Shift(
            graph, graph.Nodes.Single(), new QuantizedWeight([1, 1], [2, 1, 1, 1], [1, 1], 0), [3, 7])!;

        Assert.Equal([1.5, 5.25], shift);
    }

    /// <summary>A coarse weight shifts the mean of what the network computes; the corrected bias takes that back.</summary>
    [Fact]
    public void Quantize_WithCorrection_KeepsTheMeanOutput()
    {
        OnnxModel model = SmallNetwork.Build();
        CalibrationTable calibration = Quantizer.Calibrate(model, SmallNetwork.Source());

        Assert.True(MeanShift(true) < 0.5 * MeanShift(false), $"{MeanShift(true)} and {MeanShift(false)}");

        double MeanShift(bool corrects)
        {
            QuantizationOptions options = new()
            {
                Flavor = IntegerFlavor.TensorRtWeak,
                PerChannelWeights = false,
                WeightBits = 7,
                BiasCorrection = corrects,
            };
            OnnxModel quantized = Quantizer.Quantize(model, calibration, options).Model;
            CalibrationTable found = Quantizer.Calibrate(quantized, SmallNetwork.Source());

            // The first convolution: what reaches the later ones is rounded too.
            IEnumerable<double> expected = calibration.Find("Conv_0:0")!.ChannelMeans();
            return expected.Zip(found.Find("Conv_0:0")!.ChannelMeans(), (one, other) => Math.Abs(one - other)).Sum();
        }
    }
}
