using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Rewrites;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Tests.Rewrites;

public sealed class SmallRewriteTests
{
    [Fact]
    public void ParallelConv_ThreeConvsOfOneInput_BecomeOne()
    {
        OnnxGraphBuilder graph = new("parallel");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 6, 7);
        GraphValue[] rectified =
        [
            graph.Relu(RewriteCase.Conv(graph, x, 2, 3, seed: 10)),
            graph.Relu(RewriteCase.Conv(graph, x, 4, 3, seed: 20, hasBias: false)),
        ];
        GraphValue linear = RewriteCase.Conv(graph, x, 3, 3, seed: 30);
        graph.Output("y", graph.Concat(1, linear, rectified[1], rectified[0]));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new ParallelConvPass(), changes: 1);

        Assert.Equal(2, RewriteCase.Count(rewritten, "Conv"));
    }

    [Fact]
    public void ParallelConv_PointwiseConvs_StayApartUnlessAskedFor()
    {
        OnnxGraphBuilder graph = new("pointwise");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 6, 7);
        graph.Output(
            "y", graph.Concat(1, RewriteCase.Conv(graph, x, 2, 1, seed: 10), RewriteCase.Conv(graph, x, 4, 1, seed: 20)));
        OnnxModel model = graph.Build("test");

        RewriteCase.Rewrite(model, new ParallelConvPass(), changes: 0);
        OnnxModel merged = RewriteCase.Rewrite(model, new ParallelConvPass(smallestKernel: 1), changes: 1);

        Assert.Equal(1, RewriteCase.Count(merged, "Conv"));
    }

    [Fact]
    public void Softplus_LargeAndSmallNumbers_ComputesTheSame()
    {
        OnnxGraphBuilder graph = new("softplus");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 40);
        graph.Output("y", graph.Softplus(graph.Mul(x, graph.Scalar(90))));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new SoftplusPass(), changes: 1);

        Assert.Equal(0, RewriteCase.Count(rewritten, "Softplus"));
    }

    [Fact]
    public void ChannelsLastArgMax_UpsampledScores_GivesTheSameClasses()
    {
        OnnxGraphBuilder graph = new("classes");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 5, 6, 7);
        graph.Output("y", graph.Cast(graph.ArgMax(graph.ResizeLinear(x, 17, 25), 1), GraphElementType.Float32));

        OnnxModel rewritten = RewriteCase.Rewrite(graph.Build("test"), new ChannelsLastArgMaxPass(), changes: 1);

        NodeProto resize = RewriteCase.Nodes(rewritten, "Resize").Single();
        Assert.Equal([1, 17, 25, 5], OnnxGraph.Open(rewritten, "model").Info(resize.Output[0]).Dims);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void CpuRewrites_WholeList_KeepsNamesAndMetadata(int weightBits)
    {
        OnnxGraphBuilder graph = new("all");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 6, 7);
        graph.Output("y", graph.Softplus(RewriteCase.Conv(graph, x, 18, 3, seed: 10)));
        OnnxModel model = graph.Build("test");
        model.SetMetadata("key", "value");

        OnnxModel rewritten = CpuRewrites.Apply(model, CpuRewrites.PassesFor(weightBits), "model");

        Assert.Equal("value", rewritten.GetMetadata("key"));
        Assert.Equal("y", rewritten.Proto.Graph.Output.Single().Name);
        Assert.Equal(rewritten.ToBytes(), CpuRewrites.Apply(model, CpuRewrites.PassesFor(weightBits), "model").ToBytes());
    }

    /// <summary>Padding comes first: what is convolved before upsampling is padded too, and nothing is cut back.</summary>
    [Fact]
    public void CpuRewrites_IntegersOverAPyramid_PadAlsoWhatIsUpsampled()
    {
        OnnxGraphBuilder graph = new("pyramid");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 24, 28);
        GraphValue fine = RewriteCase.Conv(graph, x, 18, 3, seed: 10);
        GraphValue coarse = RewriteCase.Conv(graph, graph.ResizeLinear(x, 3, 4), 60, 1, seed: 20);
        GraphValue joined = graph.Concat(1, fine, graph.ResizeLinear(coarse, 24, 28));
        GraphValue features = graph.Relu(RewriteCase.Conv(graph, joined, 18, 3, seed: 30));
        graph.Output("y", RewriteCase.Conv(graph, features, 2, 1, seed: 40));
        OnnxModel model = graph.Build("test");

        OnnxModel rewritten = CpuRewrites.Apply(model, CpuRewrites.PassesFor(7), "model");

        Assert.Equal(2, RewriteCase.Count(rewritten, "MatMul"));
        Assert.Equal(0, RewriteCase.Count(rewritten, "Slice"));
        float[] image = RewriteCase.Values(3 * 24 * 28, seed: 1);
        float[] expected = Ort.Run(model, ("x", image)), given = Ort.Run(rewritten, ("x", image));

        // Three convolutions one after the other: sums of up to 702 products, of values around 10.
        Assert.All(expected.Zip(given), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
    }
}
