using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Tests.Rewrites;

/// <summary>Applies a pass to a small model and runs both forms.</summary>
internal static class RewriteCase
{
    /// <summary>Sums of a few hundred products of numbers up to 1, in another order.</summary>
    public const float Tolerance = 2e-5f;

    /// <summary>The rewritten model, after a check that it answers as the given one does.</summary>
    /// <param name="model">One input x, one output.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="changes">How many places it must change.</param>
    public static OnnxModel Rewrite(OnnxModel model, IGraphPass pass, int changes)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "model");
        Assert.Equal(changes, pass.Apply(graph));
        OnnxModel rewritten = graph.ToModel();
        long size = model.Proto.Graph.Input[0].Type.TensorType.Shape.Dim.Aggregate(1L, (count, dim) => count * dim.DimValue);
        float[] x = Values(checked((int)size), seed: 1);
        float[] expected = Ort.Run(model, ("x", x)), given = Ort.Run(rewritten, ("x", x));
        Assert.Equal(expected.Length, given.Length);
        Assert.All(expected.Zip(given), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        return rewritten;
    }

    /// <summary>Different numbers from −1 to 1.</summary>
    public static float[] Values(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    /// <summary>A convolution with weights that all differ and pads that keep the size.</summary>
    public static GraphValue Conv(
        OnnxGraphBuilder graph, GraphValue input, int outputs, int kernel, int seed, bool hasBias = true)
    {
        GraphValue weight = graph.Initializer(
            Values(outputs * input[1] * kernel * kernel, seed), [outputs, input[1], kernel, kernel]);
        GraphValue? bias = hasBias ? graph.Initializer(Values(outputs, seed + 1), [outputs]) : null;
        return graph.Conv(input, weight, bias, 1, Padding2d.All(kernel / 2), 1, 1);
    }

    /// <summary>Number of nodes of an operator.</summary>
    public static int Count(OnnxModel model, string opType) => model.Proto.Graph.Node.Count(node => node.OpType == opType);

    /// <summary>The nodes of an operator.</summary>
    public static IEnumerable<NodeProto> Nodes(OnnxModel model, string opType)
        => model.Proto.Graph.Node.Where(node => node.OpType == opType);
}
