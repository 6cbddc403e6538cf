using DenseEdge.Onnx.Rewrites;

namespace DenseEdge.Onnx.Tests.Rewrites;

public sealed class ChannelPaddingPassTests
{
    [Fact]
    public void Apply_ResidualNetwork_ComputesTheSameWithPaddedChannels()
    {
        OnnxGraphBuilder graph = new("residual");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 9, 11);
        GraphValue stem = graph.Relu(RewriteCase.Conv(graph, x, 18, 3, seed: 10));
        GraphValue block = graph.Relu(graph.Add(RewriteCase.Conv(graph, stem, 18, 3, seed: 20), stem));
        GraphValue small = graph.ResizeLinear(block, 5, 6);
        GraphValue joined = graph.Concat(1, graph.ResizeLinear(graph.Clip(small, 0, 6), 9, 11), block, x);
        graph.Output("y", RewriteCase.Conv(graph, joined, 2, 1, seed: 30));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new ChannelPaddingPass(4), changes: 3);

        Assert.Equal([20L, 20, 2], Weights(rewritten).Select(dims => dims[0]));
        Assert.Equal([3L, 20, 43], Weights(rewritten).Select(dims => dims[1]));
        Assert.Equal(0, RewriteCase.Count(rewritten, "Slice"));
    }

    [Theory]
    [InlineData(4, 20, 36)]
    [InlineData(8, 24, 40)]
    public void Apply_AnyMultiple_RoundsChannelsUpToIt(int multiple, long first, long second)
    {
        OnnxGraphBuilder graph = new("multiple");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 7, 5);
        GraphValue wide = graph.Relu(RewriteCase.Conv(graph, RewriteCase.Conv(graph, x, 18, 3, seed: 10), 33, 1, seed: 20));
        graph.Output("y", RewriteCase.Conv(graph, wide, 2, 3, seed: 30));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new ChannelPaddingPass(multiple), changes: 3);

        Assert.Equal([first, second, 2], Weights(rewritten).Select(dims => dims[0]));
    }

    [Fact]
    public void Apply_ConvWhoseResultIsCut_PadsEachPart()
    {
        OnnxGraphBuilder graph = new("cut");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 4, 5, 7);
        GraphValue all = graph.Relu(RewriteCase.Conv(graph, x, 14, 3, seed: 10));
        GraphValue first = graph.Slice(all, 1, 0, 9), second = graph.Slice(all, 1, 9, 14);
        GraphValue sum = graph.Add(
            RewriteCase.Conv(graph, first, 6, 1, seed: 20), RewriteCase.Conv(graph, second, 6, 1, seed: 30));
        graph.Output("y", graph.Add(graph.Reshape(sum, 1, 6, 35), graph.Reshape(graph.Slice(second, 1, 0, 1), 1, 1, 35)));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new ChannelPaddingPass(4), changes: 3);

        Assert.Equal(20, Weights(rewritten)[0][0]);
        Assert.Equal([4L, 12, 8], Weights(rewritten).Select(dims => dims[1]));
    }

    [Fact]
    public void Apply_PaddedValueReadByAnotherOperator_CutsItBack()
    {
        OnnxGraphBuilder graph = new("reshaped");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 4, 5, 7);
        GraphValue features = graph.Relu(RewriteCase.Conv(graph, x, 10, 1, seed: 10));
        GraphValue weights = graph.Softmax(graph.Reshape(features, 1, 10, 35), 2);
        graph.Output("y", graph.Mul(weights, graph.Reshape(RewriteCase.Conv(graph, features, 10, 1, seed: 20), 1, 10, 35)));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new ChannelPaddingPass(4), changes: 2);

        Assert.Equal(2, RewriteCase.Count(rewritten, "Slice"));
    }

    [Fact]
    public void Apply_PartsThatOverlap_TakesTheRightChannels()
    {
        OnnxGraphBuilder graph = new("overlap");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 4, 5, 7);
        GraphValue all = RewriteCase.Conv(graph, x, 14, 1, seed: 10);
        GraphValue first = graph.Slice(all, 1, 0, 12), second = graph.Slice(all, 1, 5, 14);
        graph.Output("y", graph.Concat(1, graph.Softmax(first, 1), graph.Softmax(second, 1)));

        RewriteCase.Rewrite(graph.Build("test"), new ChannelPaddingPass(4), changes: 1);
    }

    private static long[][] Weights(OnnxModel model)
        =>
        [
            .. RewriteCase.Nodes(model, "Conv").Select(
                node => model.Proto.Graph.Initializer.Single(tensor => tensor.Name == node.Input[1]).Dims.ToArray()),
        ];
}
