using DenseEdge.Onnx;
using DenseEdge.Onnx.Engines;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Tests.Integers;

/// <summary>The engine's integer convolutions and products against exact integers, with codes that saturate 16-bit sums if any
/// other two weights are added than those that are taken for neighbours.</summary>
public sealed class SixteenBitPairsTests
{
    private const int Size = 5;

    [Theory]
    [InlineData(16, 16, 3, 1)]   // windows read in place: channels in fours, results in eights
    [InlineData(16, 24, 1, 1)]
    [InlineData(16, 12, 3, 1)]   // windows copied, then a product
    [InlineData(3, 16, 3, 1)]    // an odd count: pairs reach over window positions
    [InlineData(5, 7, 3, 1)]
    [InlineData(12, 12, 3, 2)]
    [InlineData(16, 16, 3, 16)]  // depthwise: every weight may be 127
    [InlineData(6, 6, 3, 6)]
    public void Engine_ConvWithTheGreatestPairs_IsExact(int inputs, int outputs, int kernel, int group)
    {
        int channels = inputs / group, taps = kernel * kernel;
        sbyte[] codes = new sbyte[outputs * channels * taps];
        for (int output = 0; output < outputs; output++)
        {
            for (int place = 0; place < channels * taps; place++)
            {
                codes[(((output * channels) + (place % channels)) * taps) + (place / channels)] =
                    channels == 1 ? (sbyte)127 : Pattern(place, output);
            }
        }

        byte[] image = Image(inputs);
        OnnxGraph graph = Convolution(codes, inputs, outputs, kernel, group);
        AssertExact(graph, image, Convolve(image, codes, inputs, outputs, kernel, group), "QLinearConv", [1, inputs, Size, Size]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Engine_ProductWithTheGreatestPairs_IsExact(bool isGemm)
    {
        (int rows, int length, int columns) = (9, 23, 18);
        sbyte[] codes = new sbyte[length * columns];
        byte[] left = [.. Enumerable.Range(0, rows * length).Select(i => (byte)(255 - (i % 3)))];
        long[] sums = new long[rows * columns];
        for (int i = 0; i < codes.Length; i++)
        {
            (int place, int column) = Math.DivRem(i, columns);
            codes[i] = Pattern(place, column);
        }

        for (int i = 0; i < sums.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            sums[i] = Enumerable.Range(0, length).Sum(
                place => (long)left[(row * length) + place] * codes[(place * columns) + column]);
        }

        OnnxGraphBuilder builder = new("product");
        GraphValue x = builder.Input("x", GraphElementType.Float32, rows, length);
        GraphValue weight = builder.Initializer(new float[codes.Length], [length, columns]);
        builder.Output("y", builder.MatMul(x, weight));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("tests"), "test");
        NodeProto node = graph.Nodes.Single();
        if (isGemm)
        {
            node.OpType = "Gemm";
            graph.Update();
        }

        graph.ReplaceInput(node, node.Input[1], Codes(graph, codes, [length, columns], axis: 1, columns));
        AssertExact(graph, left, sums, isGemm ? "QGemm" : "QLinearMatMul", [rows, length]);
    }

    [Fact]
    public void GreatestSums_Conv_AddsChannelsOfOneWindowPosition()
    {
        // Two outputs of [3 channels, 2 positions]; summed order of the first: (1, 3), (5, 2), (4, 6).
        float[] weight = [1, 2, 3, 4, 5, 6, -7, 1, -2, 1, 3, -9];

        Assert.Equal(
            [10.0, 9],
            SixteenBitPairs.GreatestSums(new NodeProto { OpType = "Conv" }, [2, 3, 1, 2], weight));
    }

    [Fact]
    public void GreatestSums_MatMul_AddsRowsOfOneColumn()
        => Assert.Equal(
            [4.0, 8, 6],
            SixteenBitPairs.GreatestSums(new NodeProto { OpType = "MatMul" }, [3, 3], [1, -2, 3, 3, 5, -6, -4, 8, 1]));

    // Pairs (127, 1), (1, 127), ... and opposite ones: 128 in each pair; any shift by one would put 127 beside 127.
    private static sbyte Pattern(int place, int output)
        => (sbyte)((place % 4 is 0 or 3 ? 127 : 1) * (output % 2 == 0 ? 1 : -1));

    private static byte[] Image(int channels)
        => [.. Enumerable.Range(0, channels * Size * Size).Select(i => (byte)(255 - (i % 3)))];

    private static long[] Convolve(byte[] image, sbyte[] codes, int inputs, int outputs, int kernel, int group)
    {
        (int channels, int padding) = (inputs / group, kernel / 2);
        long[] sums = new long[outputs * Size * Size];
        for (int i = 0; i < sums.Length; i++)
        {
            (int output, int row, int column) = (i / Size / Size, i / Size % Size, i % Size);
            for (int tap = 0; tap < channels * kernel * kernel; tap++)
            {
                (int channel, int down, int right) = (tap / kernel / kernel, tap / kernel % kernel, tap % kernel);
                (int y, int x) = (row + down - padding, column + right - padding);
                int source = (output / (outputs / group) * channels) + channel;
                sums[i] += y is >= 0 and < Size && x is >= 0 and < Size
                    ? (long)image[(((source * Size) + y) * Size) + x] * codes[(output * channels * kernel * kernel) + tap]
                    : 0;
            }
        }

        return sums;
    }

    private static OnnxGraph Convolution(sbyte[] codes, int inputs, int outputs, int kernel, int group)
    {
        int[] dims = [outputs, inputs / group, kernel, kernel];
        OnnxGraphBuilder builder = new("conv");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 1, inputs, Size, Size);
        GraphValue weight = builder.Initializer(new float[codes.Length], dims);
        builder.Output("y", builder.Conv(x, weight, padding: Padding2d.All(kernel / 2), group: group));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("tests"), "test");
        NodeProto node = graph.Nodes.Single();
        graph.ReplaceInput(node, node.Input[1], Codes(graph, codes, dims, axis: 0, outputs));
        return graph;
    }

    private static string Codes(OnnxGraph graph, sbyte[] codes, int[] dims, int axis, int count)
    {
        string values = graph.UniqueName("weight/dq");
        graph.Add(
            "DequantizeLinear",
            [
                graph.AddConstant("weight", codes, dims),
                graph.AddConstant("weight/scale", [.. Enumerable.Repeat(1f, count)], count),
                graph.AddConstant("weight/zero", new sbyte[count], count),
            ],
            values,
            new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = axis });
        return values;
    }

    /// <summary>Codes of the input stand for themselves; the result's step is a 120th of the greatest sum, of which a
    /// saturated pair takes more than one.</summary>
    private static void AssertExact(OnnxGraph graph, byte[] input, long[] sums, string operation, int[] dims)
    {
        float step = sums.Max(Math.Abs) / 120f;
        NodeProto node = graph.Nodes.Single(candidate => candidate.OpType is "Conv" or "MatMul" or "Gemm");
        string result = graph.UniqueName("sum");
        string codes = graph.AddConstant("zero", [(byte)0]), middle = graph.AddConstant("middle", [(byte)128]);
        string one = graph.AddConstant("one", [1f]), scale = graph.AddConstant("step", [step]);
        graph.Add("QuantizeLinear", [node.Input[0], one, codes], "x/q");
        graph.Add("DequantizeLinear", ["x/q", one, codes], "x/dq");
        graph.ReplaceInput(node, node.Input[0], "x/dq");
        graph.Add("QuantizeLinear", [node.Output[0], scale, middle], "y/q");
        graph.Add("DequantizeLinear", ["y/q", scale, middle], result);
        graph.ReplaceUses(node.Output[0], result);
        graph.SetInput(graph.Nodes.Single(candidate => candidate.Output[0] == "y/q"), 0, node.Output[0]);
        graph.Update();
        OnnxModel model = graph.ToModel();

        Assert.Contains(operation, Engine.OptimizedOperators(model).Keys);
        float[] found = Engine.Run(
            model, [new CalibrationInput("x", dims, Array.ConvertAll(input, value => (float)value))], optimize: true);
        Assert.Equal(sums.Select(sum => Math.Round(sum / step)), found.Select(value => Math.Round(value / step)));
    }
}
