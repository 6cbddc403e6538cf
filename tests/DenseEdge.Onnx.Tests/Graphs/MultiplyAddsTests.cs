using DenseEdge.Onnx.Graphs;

namespace DenseEdge.Onnx.Tests.Graphs;

public sealed class MultiplyAddsTests
{
    [Fact]
    public void Of_EveryLinearOperator_MatchesTheCountByHand()
    {
        OnnxModel model = new ForeignModel().Input("x", 1, 4, 5, 6)
            .Floats("w", new float[6 * 2 * 9], 6, 2, 3, 3).Floats("t", new float[6 * 3 * 4], 6, 3, 2, 2)
            .Floats("m", new float[8 * 7], 8, 7).Floats("g", new float[10 * 7], 10, 7).Integers("rows", 9, -1)
            .Node("Conv", ["x", "w"], "c", ("group", 2))
            .Node("ConvTranspose", ["c", "t"], "d", ("strides", ForeignModel.List(2, 2)), ("group", 2))
            .Node("MatMul", ["d", "m"], "e").Node("Reshape", ["e", "rows"], "f").Node("Flatten", ["e"], "h", ("axis", 3))
            .Node("Gemm", ["h", "g"], "y", ("transB", 1))
            .Output("y");
        OnnxGraph graph = OnnxGraph.Open(model, "m");

        // Conv: 6·3·4 results of 2·9 products. ConvTranspose: 6·3·4 inputs, each into 3·4 results.
        // MatMul: [6, 6, 8] × [8, 7]. Gemm: [36, 7] × [7, 10].
        Assert.Equal(
            [72L * 18, 72L * 12, 36L * 8 * 7, 0, 0, 36L * 7 * 10],
            graph.Nodes.Select(node => MultiplyAdds.Of(graph, node)));
        Assert.Equal((72 * 18) + (72 * 12) + (36 * 56) + (36 * 70), model.Summarize().MultiplyAdds);
        Assert.Equal(0, model.Summarize().UncountedNodes);
    }

    [Fact]
    public void Of_AnOpenShape_IsNotKnown_AndTheSummarySaysSo()
    {
        OnnxModel model = new ForeignModel().Input("x", 0, 4).Floats("w", new float[8], 4, 2)
            .Node("MatMul", ["x", "w"], "y").Output("y");
        OnnxGraph graph = OnnxGraph.Open(model, "m");

        Assert.Null(MultiplyAdds.Of(graph, graph.Nodes[0]));
        Assert.Equal(1, model.Summarize().UncountedNodes);
        Assert.Contains("0.000 GMAC and 1 nodes of unknown shape", $"{model.Summarize()}", StringComparison.Ordinal);
    }
}
