using DenseEdge.Onnx.Rewrites;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Tests.Rewrites;

public sealed class UpsampledConvPassTests
{
    private static readonly EngineCosts FastResize = EngineCosts.CpuFloat with { ResizeNsPerElement = 0, CopyNsPerElement = 0 };
    private static readonly EngineCosts FastProducts =
        EngineCosts.CpuFloat with { ProductMultiplyAddsPerNs = 1e6, CopyNsPerElement = 0 };

    [Theory]
    [InlineData(1, "half_pixel")]
    [InlineData(1, "align_corners")]
    [InlineData(3, "half_pixel")]
    [InlineData(3, "align_corners")]
    [InlineData(3, "asymmetric")]
    [InlineData(3, "pytorch_half_pixel")]
    [InlineData(5, "half_pixel")]
    public void Apply_ConvOverUpsampledLevels_ComputesTheSame(int kernel, string coordinates)
    {
        OnnxModel rewritten = RewriteCase.Rewrite(Pyramid(kernel, coordinates), new UpsampledConvPass(FastProducts), changes: 1);

        Assert.Equal(0, RewriteCase.Count(rewritten, "Resize"));
    }

    [Fact]
    public void Apply_PointwiseConvWhereResizeIsCheap_ResizesTheConvolvedLevels()
    {
        OnnxModel rewritten = RewriteCase.Rewrite(Pyramid(1, "half_pixel"), new UpsampledConvPass(FastResize), changes: 1);

        Assert.Equal(2, RewriteCase.Count(rewritten, "Resize"));
        Assert.Equal(2 + 3, RewriteCase.Count(rewritten, "Conv"));
    }

    [Fact]
    public void Apply_TwoConvsOverOneConcat_RewritesBoth()
    {
        OnnxGraphBuilder graph = new("two");
        GraphValue joined = Levels(graph);
        GraphValue first = RewriteCase.Conv(graph, joined, 24, 3, seed: 50);
        GraphValue second = RewriteCase.Conv(graph, joined, 24, 1, seed: 60);
        graph.Output("y", graph.Add(first, second));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new UpsampledConvPass(FastProducts), changes: 2);

        Assert.DoesNotContain(
            rewritten.Proto.Graph.Node,
            node => node.OpType == "Concat" && node.Output[0].StartsWith("Concat_0:0", StringComparison.Ordinal));
    }

    [Fact]
    public void Apply_LevelsAlmostAsFineAsTheResult_StaysAsItIs()
    {
        OnnxGraphBuilder graph = new("fine");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 4, 12, 14);
        GraphValue level = graph.ResizeLinear(RewriteCase.Conv(graph, x, 3, 1, seed: 2), 13, 15);
        GraphValue own = graph.ResizeLinear(RewriteCase.Conv(graph, x, 5, 1, seed: 3), 13, 15);
        graph.Output("y", RewriteCase.Conv(graph, graph.Concat(1, own, level), 6, 3, seed: 4));

        RewriteCase.Rewrite(graph.Build("test"), new UpsampledConvPass(EngineCosts.CpuFloat), changes: 0);
    }

    /// <summary>Sizes that are no multiples of each other, so that borders and odd factors are seen.</summary>
    private static OnnxModel Pyramid(int kernel, string coordinates)
    {
        OnnxGraphBuilder graph = new("pyramid");
        graph.Output("y", RewriteCase.Conv(graph, Levels(graph), 24, kernel, seed: 40));
        OnnxModel model = graph.Build("test");
        foreach (NodeProto resize in RewriteCase.Nodes(model, "Resize"))
        {
            resize.Attribute.Single(attribute => attribute.Name == "coordinate_transformation_mode").S =
                Google.Protobuf.ByteString.CopyFromUtf8(coordinates);
        }

        return model;
    }

    private static GraphValue Levels(OnnxGraphBuilder graph)
    {
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 19, 23);
        GraphValue half = graph.MaxPool(RewriteCase.Conv(graph, x, 5, 1, seed: 10), 3, 2, Padding2d.All(1));
        GraphValue quarter = graph.MaxPool(RewriteCase.Conv(graph, half, 7, 1, seed: 20), 3, 2, Padding2d.All(1));
        return graph.Concat(1, graph.ResizeLinear(quarter, 19, 23), x, graph.ResizeLinear(half, 19, 23));
    }
}
