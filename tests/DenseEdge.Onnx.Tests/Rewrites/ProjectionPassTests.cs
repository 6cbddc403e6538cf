using DenseEdge.Onnx.Rewrites;

namespace DenseEdge.Onnx.Tests.Rewrites;

public sealed class ProjectionPassTests
{
    [Fact]
    public void Apply_ProjectionThroughConcat_JoinsItIntoTheNextOne()
    {
        OnnxGraphBuilder graph = new("concat");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 6, 4, 5);
        GraphValue own = graph.Slice(x, 1, 0, 2);
        GraphValue projected = RewriteCase.Conv(graph, x, 5, 1, seed: 10);
        graph.Output("y", graph.Relu(RewriteCase.Conv(graph, graph.Concat(1, own, projected), 4, 1, seed: 20)));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new ProjectionPass(), changes: 1);

        Assert.Equal(0, RewriteCase.Count(rewritten, "Concat"));
        Assert.Equal(2, RewriteCase.Count(rewritten, "Conv"));
    }

    [Fact]
    public void Apply_TwoConvsInARow_BecomeOne()
    {
        OnnxModel rewritten = RewriteCase.Rewrite(Row(8, 6, 5, hasActivation: false), new ProjectionPass(), changes: 1);

        Assert.Equal(1, RewriteCase.Count(rewritten, "Conv"));
    }

    [Theory]
    [InlineData(8, 6, 5, true)]     // not linear
    [InlineData(8, 2, 8, false)]    // a bottleneck: 32 multiply-adds a pixel would become 64
    public void Apply_ConvsThatCannotOrShouldNotBeJoined_StayAsTheyAre(int inputs, int middle, int outputs, bool hasActivation)
        => RewriteCase.Rewrite(Row(inputs, middle, outputs, hasActivation), new ProjectionPass(), changes: 0);

    [Fact]
    public void Apply_ProjectionWithAnotherReader_StaysAsItIs()
    {
        OnnxGraphBuilder graph = new("shared");
        GraphValue first = RewriteCase.Conv(graph, graph.Input("x", GraphElementType.Float32, 1, 6, 4, 5), 6, 1, seed: 10);
        graph.Output("y", graph.Add(RewriteCase.Conv(graph, first, 6, 1, seed: 20), first));

        RewriteCase.Rewrite(graph.Build("test"), new ProjectionPass(), changes: 0);
    }

    private static OnnxModel Row(int inputs, int middle, int outputs, bool hasActivation)
    {
        OnnxGraphBuilder graph = new("row");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, inputs, 4, 5);
        GraphValue first = RewriteCase.Conv(graph, x, middle, 1, seed: 10);
        graph.Output("y", RewriteCase.Conv(graph, hasActivation ? graph.Relu(first) : first, outputs, 1, seed: 20));
        return graph.Build("test");
    }
}
