using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Passes;

namespace DenseEdge.Onnx.Tests.Passes;

/// <summary>Runs a model before and after passes and compares.</summary>
internal static class PassAssert
{
    /// <summary>Applies passes until nothing changes, checks the operators that are left and that the result stays.</summary>
    /// <param name="model">The model; its only input that is fed is 'x', 32-bit floating point.</param>
    /// <param name="operators">The operators afterwards, in order.</param>
    /// <param name="tolerance">Largest difference relative to the largest result; 0 for equal bits.</param>
    /// <param name="passes">The passes.</param>
    public static OnnxGraph Keeps(OnnxModel model, string[] operators, float tolerance, params IGraphPass[] passes)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "before");

        PassReport report = GraphPasses.Run(graph, passes);

        Assert.Equal(operators, graph.Nodes.Select(node => node.OpType));
        Assert.Equal(operators.Length, report.NodesAfter);
        OnnxModel after = graph.ToModel();
        float[] input = Ramp(checked((int)graph.Info("x").ElementCount));
        float[] expected = Ort.Run(model, ("x", input)), actual = Ort.Run(after, ("x", input));
        float largest = expected.Max(MathF.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(MathF.Abs(pair.First - pair.Second), 0, tolerance * largest));
        Assert.Equal(after.ToBytes(), OnnxGraph.Open(after, "after").ToModel().ToBytes());
        return graph;
    }

    /// <summary>Numbers that all differ, of both signs.</summary>
    public static float[] Ramp(int count, float step = 0.37f)
        => [.. Enumerable.Range(0, count).Select(i => (((i * 7) % 11) - 5 + (i * 0.01f)) * step)];
}
