using DenseEdge.Onnx;
using DenseEdge.Onnx.Engines;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration.Ranges;
using DenseEdge.Quantization.Integers.Writing;

namespace DenseEdge.Quantization.Tests.Integers;

public sealed class WeightQuantizerTests
{
    [Fact]
    public void Quantize_PerChannel_GivesEachOutputItsScale()
    {
        (OnnxGraph graph, NodeProto node) = Convolution([1.27f, -0.5f, 12.7f, 0.05f], [0, 0]);

        QuantizedWeight weight = WeightQuantizer.Quantize(graph, node, IntegerGrid.SignedSymmetric, perChannel: true, null);

        Assert.Equal(0, weight.Axis);
        Assert.Equal([0.01f, 0.1f], weight.Scales.Select(scale => MathF.Round(scale, 6)));

        // 0.05 / 0.1 is a half, which goes to the even 0; the scale is a hair below 0.1, which would make it 1 if it went up.
        Assert.Equal([127, -50, 127, weight.Codes[3]], weight.Codes);
        Assert.InRange(weight.Codes[3], (sbyte)0, (sbyte)1);
    }

    [Fact]
    public void Quantize_PerTensor_HasOneScale()
    {
        (OnnxGraph graph, NodeProto node) = Convolution([1.27f, -0.5f, 12.7f, 3f], [0, 0]);

        QuantizedWeight weight = WeightQuantizer.Quantize(graph, node, IntegerGrid.SignedSymmetric, perChannel: false, null);

        Assert.Null(weight.Axis);
        Assert.Equal([13, -5, 127, 30], weight.Codes);
    }

    [Fact]
    public void Quantize_DeadChannel_HasTheScaleFloor()
    {
        (OnnxGraph graph, NodeProto node) = Convolution([0, 0, 1, 2], [0, 0]);

        QuantizedWeight weight = WeightQuantizer.Quantize(graph, node, IntegerGrid.TensorRt, perChannel: true, null);

        Assert.Equal(IntegerGrid.ScaleFloor, weight.Scales[0]);
        Assert.Equal([0, 0], weight.Codes[..2]);
    }

    /// <summary>The bias of a dead channel, in units of its tiny scale, would need more than 32 bits.</summary>
    [Fact]
    public void Quantize_DeadChannelWithABias_LeavesRoomForTheBias()
    {
        (OnnxGraph graph, NodeProto node) = Convolution([0, 1e-9f, 1, 2], [5, 0.1f]);

        QuantizedWeight weight = WeightQuantizer.Quantize(graph, node, IntegerGrid.SignedSymmetric, perChannel: true, 0.01f);

        Assert.True(5 / (weight.Scales[0] * 0.01) < int.MaxValue);
        Assert.Equal(2f / 127, weight.Scales[1], 1e-6f);
    }

    [Theory]
    [InlineData(new float[] { 3, 1, -2, 0.5f }, new int[] { 96, 32, -64, 16 })]      // 3 + 1 are the 128 of a pair
    [InlineData(new float[] { 3, -1, 2, -0.5f }, new int[] { 127, -42, 85, -21 })]   // opposite signs: 127 is the greatest code
    [InlineData(new float[] { 0, 1, 1, 0 }, new int[] { 0, 127, 127, 0 })]           // the two ones are in different pairs
    [InlineData(new float[] { -2, -2, 0, 1 }, new int[] { -64, -64, 0, 32 })]
    [InlineData(new float[] { 1, 0, 2 }, new int[] { 64, 0, 127 })]                  // the last one of an odd count is alone
    public void Quantize_LimitedPairs_TakesTheFinestScaleThatFits(float[] weights, int[] codes)
    {
        ArgumentNullException.ThrowIfNull(weights);
        (OnnxGraph graph, NodeProto node) = Convolution(weights, [0]);

        QuantizedWeight weight = WeightQuantizer.Quantize(
            graph, node, IntegerGrid.SignedSymmetric, perChannel: true, null, limitsPairs: true);

        Assert.Equal(codes, weight.Codes.Select(code => (int)code));
    }

    /// <summary>Rounding of both weights of a pair must not lift their sum above the limit.</summary>
    [Fact]
    public void Quantize_LimitedPairs_HoldsForRandomWeights()
    {
        Random random = new(1);
        float[] weights = [.. Enumerable.Range(0, 400 * 6).Select(_ => random.NextSingle() - 0.4f)];
        (OnnxGraph graph, NodeProto node) = Convolution(weights, new float[400]);

        QuantizedWeight weight = WeightQuantizer.Quantize(
            graph, node, IntegerGrid.SignedSymmetric, perChannel: true, null, limitsPairs: true);

        double[] sums = SixteenBitPairs.GreatestSums(node, weight.Dims, Array.ConvertAll(weight.Codes, code => (float)code));
        Assert.All(sums, sum => Assert.InRange(sum, 0, SixteenBitPairs.GreatestSum));
        Assert.Contains(SixteenBitPairs.GreatestSum, sums);
    }

    [Fact]
    public void Quantize_SevenBits_StaysWithin64()
    {
        (OnnxGraph graph, NodeProto node) = Convolution([1, -0.5f, -3, 0.05f], [0, 0]);

        QuantizedWeight weight = WeightQuantizer.Quantize(graph, node, IntegerGrid.SevenBitSymmetric, perChannel: true, null);

        Assert.Equal([64, -32, -64, 1], weight.Codes);
    }

    [Fact]
    public void Quantize_WeightThatIsNotANumber_NamesNodeAndPlace()
    {
        (OnnxGraph graph, NodeProto node) = Convolution([1, 2, float.NaN, 3], [0, 0]);

        InvalidDataException failure = Assert.Throws<InvalidDataException>(
            () => WeightQuantizer.Quantize(graph, node, IntegerGrid.SignedSymmetric, perChannel: true, null));

        Assert.Contains("Conv_0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("NaN at 2", failure.Message, StringComparison.Ordinal);
    }

    internal static (OnnxGraph Graph, NodeProto Node) Convolution(float[] weight, float[] bias)
    {
        OnnxGraphBuilder builder = new("conv");
        GraphValue input = builder.Input("x", GraphElementType.Float32, 1, weight.Length / bias.Length, 2, 2);
        builder.Output("y", builder.Conv(
            input, builder.Initializer(weight, [bias.Length, weight.Length / bias.Length, 1, 1]),
            builder.Initializer(bias, [bias.Length])));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("tests"), "test");
        return (graph, graph.Nodes.Single());
    }
}
