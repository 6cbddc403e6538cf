using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Tests.Graphs;

public sealed class OnnxGraphTests
{
    [Fact]
    public void Open_OfShuffledNodes_SortsThem_AndKnowsMakersAndReaders()
    {
        OnnxModel model = Diamond();
        NodeProto first = model.Proto.Graph.Node[0];
        model.Proto.Graph.Node.RemoveAt(0);
        model.Proto.Graph.Node.Add(first);

        OnnxGraph graph = OnnxGraph.Open(model, "diamond");

        Assert.Equal(["Relu", "Neg", "Exp", "Add"], graph.Nodes.Select(node => node.OpType));
        Assert.Equal(["x"], graph.Inputs);
        Assert.Equal(["y"], graph.Outputs);
        Assert.Equal("Relu", graph.Producer("Relu_0:0")!.OpType);
        Assert.Null(graph.Producer("x"));
        Assert.Equal(["Neg", "Exp"], graph.Consumers("Relu_0:0").Select(node => node.OpType));
        Assert.True(graph.IsOutput("y"));
    }

    [Fact]
    public void ToModel_WithoutChanges_ComputesTheSame_AndIsStable()
    {
        OnnxModel once = OnnxGraph.Open(Diamond(), "diamond").ToModel();
        OnnxModel twice = OnnxGraph.Open(once, "diamond").ToModel();

        Assert.Equal(once.ToBytes(), twice.ToBytes());
        Assert.Equal(Ort.Run(Diamond(), ("x", Input)), Ort.Run(once, ("x", Input)));
    }

    [Fact]
    public void ReplaceUses_OfAnOutput_KeepsItsName()
    {
        OnnxGraph graph = OnnxGraph.Open(Diamond(), "diamond");
        NodeProto sum = graph.Producer("y")!;

        graph.ReplaceUses("y", sum.Input[1]);
        graph.Remove(sum);
        OnnxModel model = graph.ToModel();

        // Exp now makes 'y'; what it read stays.
        Assert.Equal("Exp", OnnxGraph.Open(model, "replaced").Producer("y")!.OpType);
        Assert.Equal([1f, MathF.Exp(2)], Ort.Run(model, ("x", Input)), Close);
    }

    [Fact]
    public void ReplaceUses_OfAnOutputByAnInput_CopiesIt()
    {
        OnnxGraph graph = OnnxGraph.Open(Diamond(), "diamond");

        graph.ReplaceUses("y", "x");

        Assert.Equal(Input, Ort.Run(graph.ToModel(), ("x", Input)));
    }

    [Fact]
    public void Add_WithAConstant_IsKnownAtOnce_AndRuns()
    {
        OnnxGraph graph = OnnxGraph.Open(Diamond(), "diamond");
        string two = graph.AddConstant("two", [2f]);

        string doubled = graph.Add("Mul", ["Relu_0:0", two], graph.UniqueName("doubled")).Output[0];
        graph.ReplaceUses("y", doubled);

        Assert.Equal(new TensorInfo(GraphElementType.Float32, [2]), graph.Info("y"));
        Assert.Equal([0f, 4f], Ort.Run(graph.ToModel(), ("x", Input)));
    }

    [Fact]
    public void UniqueName_OfATakenStem_CountsOn()
    {
        OnnxGraph graph = OnnxGraph.Open(Diamond(), "diamond");

        Assert.Equal("x_1", graph.UniqueName("x"));
        Assert.Equal("x_2", graph.UniqueName("x"));
        Assert.Equal("new", graph.UniqueName("new"));
    }

    private static readonly float[] Input = [-1f, 2f];

    private static readonly IEqualityComparer<float> Close = EqualityComparer<float>.Create((a, b) => MathF.Abs(a - b) < 1e-5f);

    private static OnnxModel Diamond()
    {
        OnnxGraphBuilder graph = new("diamond");
        GraphValue x = graph.Relu(graph.Input("x", GraphElementType.Float32, 2));
        graph.Output("y", graph.Add(graph.Neg(x), graph.Exp(x)));
        return graph.Build("test");
    }
}
