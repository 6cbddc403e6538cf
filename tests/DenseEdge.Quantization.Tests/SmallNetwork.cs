using DenseEdge.Onnx;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Tests;

/// <summary>A network with what placement has rules for: a residual block, a Concat, a Resize, a slice, a head.</summary>
internal static class SmallNetwork
{
    public const int Size = 8;

    public static OnnxModel Build()
    {
        OnnxGraphBuilder graph = new("small");
        Random random = new(1);
        GraphValue image = graph.Input("image", GraphElementType.Float32, 1, 16, Size, Size);
        GraphValue stem = graph.Relu(Conv(graph, random, image, 32, 3));
        GraphValue branch = Conv(graph, random, graph.Relu(Conv(graph, random, stem, 32, 3)), 32, 3);
        GraphValue block = graph.Relu(graph.Add(branch, stem));
        GraphValue small = graph.MaxPool(block, 2, 2);
        GraphValue coarse = graph.ResizeLinear(Conv(graph, random, small, 16, 1, gain: 4), Size, Size);
        GraphValue joined = graph.Concat(1, block, coarse);
        GraphValue fused = graph.Relu(Conv(graph, random, joined, 16, 1));
        GraphValue head = Conv(graph, random, fused, 3, 1);
        graph.Output("answer", graph.Sigmoid(graph.ResizeLinear(head, 2 * Size, 2 * Size)));
        return graph.Build("tests");
    }

    public static Images Source(int count = 4) => new(count);

    private static GraphValue Conv(
        OnnxGraphBuilder graph, Random random, GraphValue input, int outputs, int kernel, double gain = 1)
    {
        float[] weight = [.. Enumerable.Range(0, outputs * input[1] * kernel * kernel)
            .Select(_ => (float)(gain * (random.NextDouble() - 0.45) / Math.Sqrt(input[1] * kernel)))];
        float[] bias = [.. Enumerable.Range(0, outputs).Select(_ => (float)(random.NextDouble() - 0.5))];
        return graph.Conv(
            input, graph.Initializer(weight, [outputs, input[1], kernel, kernel]), graph.Initializer(bias, [outputs]),
            padding: Padding2d.All(kernel / 2));
    }

    internal sealed class Images(int count) : ICalibrationSource
    {
        public int Count => count;

        public string Name => "noise";

        public IReadOnlyList<CalibrationInput> Load(int index)
        {
            Random random = new(100 + index);
            float[] values = [.. Enumerable.Range(0, 16 * Size * Size).Select(_ => (float)(random.NextDouble() * 2) - 0.6f)];
            return [new CalibrationInput("image", [1, 16, Size, Size], values)];
        }
    }
}
