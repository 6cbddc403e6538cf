using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Tests.Graphs;

/// <summary>Models that can be read but not worked with: the error says what, where, and what to do.</summary>
public sealed class UnsoundGraphTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "opset 8", "model.onnx: expected one opset of 9 to 20, found 8. Export the model again with opset 17." },
        { "opset 21", "model.onnx: expected one opset of 9 to 20, found 21. Export the model again with opset 17." },
        { "no opset", "model.onnx: expected one opset of 9 to 20, found none. Export the model again with opset 17." },
        { "two makers", "model.onnx: expected one input, initialiser or node that makes 'y', found two." },
        { "two weights", "model.onnx: expected one initialiser named 'w', found two." },
        { "dangling", "model.onnx: node 'Add_0' (Add): expected an input, initialiser or node that makes 'gone', found none." },
        { "output", "model.onnx: expected a node that makes the output 'z', found none." },
        { "cycle", "model.onnx: expected a graph without cycles, found one through node 'Add_0' (Add)." },
        { "loop", "found node 'Add_0' (Loop) with the subgraph 'body'. Export the model with constant conditions" },
        { "shapes", "node 'Add_0' (Add): expected shapes that broadcast, found [3] and [2]." },
        { "weight", "the constant 'w' holds 2 elements: expected 3 for its shape [3]." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Open_OfAnUnsoundGraph_NamesTheFault(string fault, string expected)
    {
        ModelProto model = Sum().Proto;
        NodeProto add = model.Graph.Node[0];
        switch (fault)
        {
            case "opset 8": model.OpsetImport[0].Version = 8; break;
            case "opset 21": model.OpsetImport[0].Version = 21; break;
            case "no opset": model.OpsetImport[0].Domain = "com.example"; break;
            case "two makers": model.Graph.Node.Add(add.Clone()); break;
            case "two weights": model.Graph.Initializer.Add(model.Graph.Initializer[0].Clone()); break;
            case "dangling": add.Input[1] = "gone"; break;
            case "output": model.Graph.Output[0].Name = "z"; break;
            case "cycle": add.Input[0] = "y"; break;
            case "loop":
                add.OpType = "Loop";
                add.Attribute.Add(new AttributeProto { Name = "body", G = new GraphProto() });
                break;
            case "shapes": model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = 3; break;
            default: model.Graph.Initializer[0].Dims[0] = 3; break;
        }

        string message = Assert.Throws<InvalidDataException>(() => OnnxGraph.Open(new OnnxModel(model), "model.onnx")).Message;

        Assert.StartsWith("model.onnx: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_BehindAnOpenDimension_SaysHowToFixIt_AndFixInputDoes()
    {
        ModelProto model = Sum().Proto;
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
        OnnxGraph graph = OnnxGraph.Open(new OnnxModel(model), "model.onnx");

        string message = Assert.Throws<InvalidDataException>(() => graph.Info("x")).Message;
        Assert.StartsWith("model.onnx: the input 'x' has dimensions that change: [batch].", message, StringComparison.Ordinal);
        Assert.Contains("--shape x=1x3x480x640", message, StringComparison.Ordinal);

        graph.FixInput("x", 2);

        Assert.Equal(new TensorInfo(GraphElementType.Float32, [2]), graph.Info("y"));
        Assert.Equal(2, graph.ToModel().Proto.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue);
    }

    [Theory]
    [InlineData("x", new[] { 3 }, "expected sizes that fit the input 'x', which the file declares with [2], found [3].")]
    [InlineData("x", new[] { 2, 1 }, "which the file declares with [2], found [2, 1].")]
    [InlineData("z", new[] { 2 }, "expected one of the inputs x, found 'z'.")]
    public void FixInput_ThatDoesNotFit_SaysSo(string name, int[] dims, string expected)
        => Assert.Contains(
            expected,
            Assert.Throws<InvalidDataException>(() => OnnxGraph.Open(Sum(), "model.onnx").FixInput(name, dims)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Info_BehindAnUnknownOperator_NamesIt_UnlessTheFileStatesTheShape()
    {
        OnnxGraphBuilder builder = new("g");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 2);
        builder.Output("y", builder.Relu(builder.Neg(x)));
        ModelProto model = builder.Build("test").Proto;
        model.Graph.Node[0].OpType = "Twist";
        model.Graph.Node[0].Domain = "com.example";

        Assert.Equal([2], OnnxGraph.Open(new OnnxModel(model), "m").Info("Neg_0:0").Dims);

        model.Graph.ValueInfo.Clear();
        model.Graph.Output[0].Type.TensorType.Shape = null;
        Assert.Equal(
            "m: node 'Neg_0' (Twist): expected an operator whose shape rule is known, found 'com.example.Twist' of opset 17, and "
            + "the file states no shape for its result.",
            Assert.Throws<InvalidDataException>(() => OnnxGraph.Open(new OnnxModel(model), "m").Info("y")).Message);
    }

    [Theory]
    [InlineData(float.NaN, "found 1 NaN and 0 infinities among 4 elements, the first at position 2.")]
    [InlineData(float.NegativeInfinity, "found 0 NaN and 1 infinities among 4 elements, the first at position 2.")]
    public void RequireFiniteConstants_OfADamagedWeight_NamesIt(float value, string expected)
    {
        OnnxGraphBuilder builder = new("g");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 1, 2);
        builder.Output("y", builder.MatMul(x, builder.Initializer([1f, 2f, value, 4f], [2, 2], "weight")));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("test"), "m");

        string message = Assert.Throws<InvalidDataException>(graph.RequireFiniteConstants).Message;

        Assert.StartsWith("m: expected numbers in the constant 'weight', ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireFiniteConstants_OfAnAttentionMask_AcceptsMinusInfinity()
    {
        OnnxGraphBuilder builder = new("g");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 2);
        builder.Output("y", builder.Softmax(builder.Add(x, builder.Initializer([0, float.NegativeInfinity], [2])), 0));

        OnnxGraph.Open(builder.Build("test"), "m").RequireFiniteConstants();
    }

    [Theory]
    [InlineData("image=1x3x480x640", "image", new[] { 1, 3, 480, 640 })]
    [InlineData("a=b=7", "a=b", new[] { 7 })]
    public void InputShape_OfTheFormOfCommandLines_IsRead(string text, string name, int[] dims)
    {
        InputShape shape = InputShape.Parse(text);

        Assert.Equal(name, shape.Name);
        Assert.Equal(dims, shape.Dims);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("=1x3")]
    [InlineData("image=")]
    [InlineData("image=1x-3")]
    [InlineData("image=1x0")]
    public void InputShape_OfAnotherForm_SaysWhatIsExpected(string text)
        => Assert.Equal(
            $"Expected a shape such as image=1x3x480x640, got '{text}'. (Parameter 'text')",
            Assert.Throws<ArgumentException>(() => InputShape.Parse(text)).Message);

    private static OnnxModel Sum()
    {
        OnnxGraphBuilder graph = new("g");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 2);
        graph.Output("y", graph.Add(x, graph.Initializer([3f, 4f], [2], "w")));
        return graph.Build("test");
    }
}
