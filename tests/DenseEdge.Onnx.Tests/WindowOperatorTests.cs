namespace DenseEdge.Onnx.Tests;

/// <summary>Convolution, pooling and resampling, run by ONNX Runtime against loops in plain C#.</summary>
public sealed class WindowOperatorTests
{
    private static readonly Random Source = new(7);

    public static TheoryData<int, int, int, int, int> Convolutions => new()
    {
        // channels, outputs, group, stride, dilation
        { 3, 4, 1, 1, 1 },
        { 3, 2, 1, 2, 1 },
        { 4, 4, 4, 1, 1 },
        { 4, 6, 2, 2, 1 },
        { 2, 3, 1, 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Conv_WithAsymmetricPadding_MatchesTheLoop(int channels, int outputs, int group, int stride, int dilation)
    {
        float[] input = Noise(channels * 7 * 6), weight = Noise(outputs * channels / group * 9), bias = Noise(outputs);
        Padding2d padding = new(0, 1, 2, 1);
        OnnxGraphBuilder graph = new("conv");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, channels, 7, 6);
        GraphValue y = graph.Conv(
            x, graph.Initializer(weight, [outputs, channels / group, 3, 3]), graph.Initializer(bias, [outputs]), stride, padding, group, dilation);
        graph.Output("y", y);

        float[] actual = Ort.Run(graph.Build("test"), ("x", input));

        for (int i = 0; i < actual.Length; i++)
        {
            (int k, int row, int column) = (i / (y[2] * y[3]), i / y[3] % y[2], i % y[3]);
            double sum = bias[k];
            for (int tap = 0; tap < channels / group * 9; tap++)
            {
                int c = (k / (outputs / group) * (channels / group)) + (tap / 9);
                int r = (row * stride) - padding.Top + (tap / 3 % 3 * dilation), s = (column * stride) - padding.Left + (tap % 3 * dilation);
                sum += r is >= 0 and < 7 && s is >= 0 and < 6
                    ? input[(((c * 7) + r) * 6) + s] * weight[(k * channels / group * 9) + tap]
                    : 0;
            }

            Assert.Equal(sum, actual[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(7, 5, 2)]
    [InlineData(8, 3, 2)]
    [InlineData(9, 3, 1)]
    public void TensorFlowSame_GivesAnOutputForEachStride_WithTheOddPixelLast(int size, int kernel, int stride)
    {
        OnnxGraphBuilder graph = new("same");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 1, size, size);
        Padding2d padding = Padding2d.TensorFlowSame(size, size, kernel, stride);

        GraphValue y = graph.Conv(x, graph.Initializer(new float[kernel * kernel], [1, 1, kernel, kernel]), stride: stride, padding: padding);

        Assert.Equal((size + stride - 1) / stride, y[2]);
        Assert.True(padding.Bottom - padding.Top is 0 or 1);
        Assert.Equal(padding.Right, padding.Bottom);
    }

    [Fact]
    public void MaxPool_AndGlobalAveragePool_MatchByHand()
    {
        float[] input = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        Assert.Equal([1, 3, 7, 9], Ort.Run(Image((graph, x) => graph.MaxPool(x, 2, 2, new Padding2d(1, 1, 0, 0))), ("x", input)));
        Assert.Equal([5f], Ort.Run(Image((graph, x) => graph.GlobalAveragePool(x)), ("x", input)));
    }

    [Theory]
    [InlineData(5, 7)]
    [InlineData(2, 3)]
    [InlineData(1, 6)]
    public void ResizeLinear_UpAndDown_MatchesHalfPixelCentres(int height, int width)
    {
        float[] input = Noise(9);

        float[] actual = Ort.Run(Image((graph, x) => graph.ResizeLinear(x, height, width)), ("x", input));

        for (int i = 0; i < actual.Length; i++)
        {
            (double top, double left) = (Position(i / width, height), Position(i % width, width));
            (int y, int x) = ((int)top, (int)left);
            (int below, int right) = (Math.Min(y + 1, 2), Math.Min(x + 1, 2));
            double upper = (input[(y * 3) + x] * (1 - left + x)) + (input[(y * 3) + right] * (left - x));
            double lower = (input[(below * 3) + x] * (1 - left + x)) + (input[(below * 3) + right] * (left - x));
            Assert.Equal((upper * (1 - top + y)) + (lower * (top - y)), actual[i], 1e-5);
        }

        static double Position(int index, int size) => Math.Clamp(((index + 0.5) * 3 / size) - 0.5, 0, 2);
    }

    [Fact]
    public void ResizeNearest_TakesTheFloorOfThePosition()
    {
        float[] actual = Ort.Run(Image((graph, x) => graph.ResizeNearest(x, 2, 5)), ("x", new float[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 }));

        // Rows floor(0 * 1.5), floor(1 * 1.5); columns floor(i * 0.6).
        Assert.Equal([0, 0, 1, 1, 2, 3, 3, 4, 4, 5], actual);
    }

    [Fact]
    public void Resize_ToTheSameSize_IsTheInput()
    {
        OnnxGraphBuilder graph = new("g");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 1, 3, 3);

        Assert.Same(x, graph.ResizeLinear(x, 3, 3));
    }

    private static OnnxModel Image(Func<OnnxGraphBuilder, GraphValue, GraphValue> body)
    {
        OnnxGraphBuilder graph = new("g");
        graph.Output("y", body(graph, graph.Input("x", GraphElementType.Float32, 1, 1, 3, 3)));
        return graph.Build("test");
    }

    private static float[] Noise(int count) => [.. Enumerable.Range(0, count).Select(_ => (Source.NextSingle() * 2) - 1)];
}
