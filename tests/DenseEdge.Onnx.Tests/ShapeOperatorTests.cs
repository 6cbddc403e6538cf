namespace DenseEdge.Onnx.Tests;

/// <summary>Operators that move elements, run by ONNX Runtime; the values are their own positions.</summary>
public sealed class ShapeOperatorTests
{
    [Fact]
    public void Concat_AlongTheLastAxis_InterleavesRows()
        => AssertMoves([2, 2], (graph, x) => graph.Concat(-1, x, graph.Initializer([9f, 8f], [2, 1])), 0, 1, 9, 2, 3, 8);

    [Fact]
    public void Concat_OfOneValue_IsThatValue()
    {
        OnnxGraphBuilder graph = new("g");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 2);

        Assert.Same(x, graph.Concat(0, x));
    }

    [Fact]
    public void Reshape_KeepsTheOrder() => AssertMoves([2, 3], (graph, x) => graph.Reshape(x, 3, 1, 2), 0, 1, 2, 3, 4, 5);

    [Fact]
    public void Transpose_SwapsRowsAndColumns() => AssertMoves([2, 3], (graph, x) => graph.Transpose(x, 1, 0), 0, 3, 1, 4, 2, 5);

    [Fact]
    public void Slice_TakesTheRange() => AssertMoves([2, 3], (graph, x) => graph.Slice(x, -1, 1, 3), 1, 2, 4, 5);

    [Fact]
    public void Pad_WithDifferentSides_PutsZerosThere()
        => AssertMoves([1, 1, 1, 2], (graph, x) => graph.Pad(graph.Add(x, graph.Scalar(5)), new Padding2d(1, 2, 0, 1)), 0, 0, 0, 0, 0, 0, 0, 5, 6, 0);

    [Fact]
    public void Gather_WithATableOfRows_CopiesThem()
        => AssertMoves([3, 2], (graph, x) => graph.Gather(x, graph.Initializer([2L, 0L, 2L, 1L], [2, 2])), 4, 5, 0, 1, 4, 5, 2, 3);

    [Fact]
    public void Squeeze_ThenUnsqueeze_ChangesOnlyTheShape()
    {
        AssertMoves([1, 2, 1], (graph, x) => graph.Squeeze(x, 0, -1), 0, 1);
        AssertMoves([2, 1], (graph, x) => graph.Unsqueeze(x, 0, 3), 0, 1);
    }

    [Fact]
    public void Expand_RepeatsTheOnes() => AssertMoves([2, 1], (graph, x) => graph.Expand(x, 2, 2, 3), 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1);

    [Fact]
    public void Cast_FromBytes_KeepsTheNumbers()
    {
        OnnxGraphBuilder graph = new("g");
        GraphValue image = graph.Input("image", GraphElementType.UInt8, 1, 1, 2, 3);
        graph.Output("y", graph.Cast(graph.Transpose(image, 0, 3, 1, 2), GraphElementType.Float32));

        Assert.Equal([0, 40, 200, 7, 255, 1], Ort.Run(graph.Build("test"), ("image", new byte[] { 0, 200, 255, 40, 7, 1 })));
    }

    private static void AssertMoves(int[] dims, Func<OnnxGraphBuilder, GraphValue, GraphValue> body, params float[] expected)
    {
        OnnxGraphBuilder graph = new("g");
        GraphValue x = graph.Input("x", GraphElementType.Float32, dims);
        graph.Output("y", body(graph, x));
        float[] positions = [.. Enumerable.Range(0, checked((int)x.ElementCount)).Select(i => (float)i)];

        Assert.Equal(expected, Ort.Run(graph.Build("test"), ("x", positions)));
    }
}
