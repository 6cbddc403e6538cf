using DenseEdge.Onnx.Graphs;
using static DenseEdge.Onnx.Rewrites.NodeReading;

namespace DenseEdge.Onnx.Rewrites;

/// <summary>Adds the operators that rewrites write. Each returns the name of its result, which begins with the
/// stem.</summary>
internal static class GraphWriting
{
    public static string Conv(this OnnxGraph graph, string stem, string input, ConvLayer layer)
    {
        string weight = graph.AddConstant(
            $"{stem}/weight", Single(layer.Weight), layer.OutChannels, layer.InChannels, layer.Kernel, layer.Kernel);
        List<string> inputs = [input, weight];
        if (layer.Bias is not null)
        {
            inputs.Add(graph.AddConstant($"{stem}/bias", Single(layer.Bias), layer.OutChannels));
        }

        string output = graph.UniqueName(stem);
        graph.Add(
            "Conv",
            inputs,
            output,
            Attribute("kernel_shape", [layer.Kernel, layer.Kernel]),
            Attribute("pads", [layer.Padding, layer.Padding, layer.Padding, layer.Padding]),
            Attribute("strides", [layer.Stride, layer.Stride]));
        return output;
    }

    public static string Concat(this OnnxGraph graph, string stem, IReadOnlyList<string> inputs, int axis)
        => inputs.Count == 1 ? inputs[0] : graph.Emit(stem, "Concat", inputs, Attribute("axis", axis));

    public static string Reshape(this OnnxGraph graph, string stem, string input, params int[] dims)
        => graph.Emit(stem, "Reshape", [input, Sizes(graph, stem, dims)]);

    public static string Transpose(this OnnxGraph graph, string stem, string input, params ReadOnlySpan<int> order)
        => graph.Emit(stem, "Transpose", [input], Attribute("perm", order));

    public static string MatMul(this OnnxGraph graph, string stem, string left, string right)
        => graph.Emit(stem, "MatMul", [left, right]);

    public static string Add(this OnnxGraph graph, string stem, string left, string right)
        => graph.Emit(stem, "Add", [left, right]);

    public static string Sizes(this OnnxGraph graph, string stem, params int[] sizes)
        => graph.AddConstant($"{stem}/sizes", Array.ConvertAll(sizes, size => (long)size), sizes.Length);

    public static string Matrix(this OnnxGraph graph, string stem, double[,] matrix)
        => graph.AddConstant(
            stem, [.. matrix.Cast<double>().Select(value => (float)value)], matrix.GetLength(0), matrix.GetLength(1));

    public static string Emit(
        this OnnxGraph graph, string stem, string opType, IReadOnlyList<string> inputs, params Schema.AttributeProto[] attributes)
    {
        string output = graph.UniqueName(stem);
        graph.Add(opType, inputs, output, attributes);
        return output;
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, value => (float)value);
}
