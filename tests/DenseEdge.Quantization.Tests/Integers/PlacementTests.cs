using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Tests.Integers;

public sealed class PlacementTests
{
    /// <summary>The shortcut is the input with the shorter way from the lowest common ancestor, on either side.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Shortcut_OfABlock_IsTheShorterWay(bool branchFirst)
    {
        OnnxGraph graph = Block(branchFirst, deep: true);

        Assert.Equal("Relu_0:0", ResidualAdd.Shortcut(graph, graph.Nodes.Single(node => node.OpType == "Add")));
    }

    [Fact]
    public void Shortcut_OfTwoWaysOfEqualLength_IsNone()
    {
        OnnxGraph graph = Block(branchFirst: true, deep: false);

        Assert.Null(ResidualAdd.Shortcut(graph, graph.Nodes.Single(node => node.OpType == "Add")));
    }

    /// <summary>NVIDIA's rule for convolutions too thin for integers.</summary>
    [Theory]
    [InlineData(16, 16, 1, 3, true)]
    [InlineData(18, 18, 1, 3, true)]
    [InlineData(3, 32, 1, 3, true)]
    [InlineData(3, 18, 1, 3, false)]
    [InlineData(8, 12, 1, 3, true)]
    [InlineData(32, 1, 1, 1, true)]
    [InlineData(12, 20, 1, 1, false)]
    [InlineData(8, 8, 8, 3, true)]
    [InlineData(8, 8, 8, 1, false)]
    [InlineData(12, 12, 12, 3, false)]
    public void SmallConvolution_ByChannels(int inputs, int outputs, int groups, int kernel, bool mayBeInteger)
    {
        OnnxGraphBuilder builder = new("thin");
        GraphValue input = builder.Input("x", GraphElementType.Float32, 1, inputs, 8, 8);
        int[] dims = [outputs, inputs / groups, kernel, kernel];
        GraphValue weight = builder.Initializer(new float[dims.Aggregate((product, size) => product * size)], dims);
        builder.Output("y", builder.Conv(input, weight, group: groups));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("tests"), "test");

        Assert.Equal(mayBeInteger, SmallConvolution.Objection(graph, graph.Nodes.Single()) is null);
    }

    [Fact]
    public void Heads_AreTheLastConvolutionsOfEveryOutput()
    {
        OnnxGraph graph = OnnxGraph.Open(SmallNetwork.Build(), "test");

        NodeProto head = Assert.Single(Heads.Of(graph));
        Assert.Equal(graph.Nodes.Last(node => node.OpType == "Conv").Name, head.Name);
    }

    [Theory]
    [InlineData("head/*", "head/Conv_0", true)]
    [InlineData("head/*", "ahead/Conv_0", false)]
    [InlineData("*Conv_0", "a.b/Conv_0", true)]
    [InlineData("a.b", "aXb", false)]
    public void NamePattern_StarStandsForAnything(string pattern, string name, bool fits)
        => Assert.Equal(fits, new NamePattern(pattern).Fits(name));

    private static OnnxGraph Block(bool branchFirst, bool deep)
    {
        OnnxGraphBuilder builder = new("block");
        GraphValue stem = builder.Relu(builder.Input("x", GraphElementType.Float32, 1, 16, 4, 4));
        GraphValue branch = Conv(builder, stem);
        GraphValue other = deep ? stem : Conv(builder, stem);
        builder.Output("y", branchFirst ? builder.Add(branch, other) : builder.Add(other, branch));
        return OnnxGraph.Open(builder.Build("tests"), "test");
    }

    private static GraphValue Conv(OnnxGraphBuilder builder, GraphValue input)
        => builder.Conv(input, builder.Initializer(new float[256], [16, 16, 1, 1]));
}
