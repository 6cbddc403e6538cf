namespace DenseEdge.Onnx.Tests;

public sealed class OnnxGraphBuilderTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "conv", "Conv: expected a weight of [K, 3 / 1, kh, kw] with K divisible by 1, got w: Float32 [8, 4, 3, 3] for x: Float32 [1, 3, 8, 8]" },
        { "bias", "Conv: expected a bias of [8], got b: Float32 [7] for v: Float32 [8, 3, 3, 3]" },
        { "kernel", "Conv: expected at least 17 pixels for a kernel of 3 with dilation 8, got 8 + 0 of padding" },
        { "add", "Add: expected shapes that broadcast, got x: Float32 [1, 3, 8, 8] and b: Float32 [7]" },
        { "types", "Mul: expected operands of one type, got x: Float32 [1, 3, 8, 8] and image: UInt8 [2]" },
        { "matmul", "MatMul: expected [..., M, K] and [..., K, N], got x: Float32 [1, 3, 8, 8] and w: Float32 [8, 4, 3, 3]" },
        { "concat", "Concat: expected values that differ only along axis 1, got x: Float32 [1, 3, 8, 8] and w: Float32 [8, 4, 3, 3]" },
        { "reshape", "Reshape: expected 192 elements as in x: Float32 [1, 3, 8, 8], got the shape [3, 8]" },
        { "transpose", "Transpose: expected an order of 4 dimensions, got [0, 1, 1, 2] for x: Float32 [1, 3, 8, 8]" },
        { "slice", "Slice: expected a range within 0 to 3 along axis 1, got 1 to 4 for x: Float32 [1, 3, 8, 8]" },
        { "axis", "Softmax: expected an axis from -4 to 3, got 4" },
        { "squeeze", "Squeeze: expected size 1 along axis 1, got x: Float32 [1, 3, 8, 8]" },
        { "expand", "Expand: expected a shape that x: Float32 [1, 3, 8, 8] broadcasts to, got [8, 8]" },
        { "float", "Relu: expected Float32, got image: UInt8 [2]" },
        { "rank", "Resize: expected 4 dimensions, got b: Float32 [7]" },
        { "gather", "Gather: expected integer indices, got b: Float32 [7]" },
        { "elements", "Expected 6 elements for an initialiser of shape [2, 3], got 5" },
        { "foreign", "Expected a value of the graph 'faults', got 'z' of another graph" },
        { "name", "already has a value named 'x'" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Node_ThatDoesNotFit_NamesBothSides(string fault, string expected)
    {
        OnnxGraphBuilder graph = new("faults");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 8, 8), image = graph.Input("image", GraphElementType.UInt8, 2);
        GraphValue w = graph.Initializer(new float[288], [8, 4, 3, 3], "w"), v = graph.Initializer(new float[216], [8, 3, 3, 3], "v");
        GraphValue b = graph.Initializer(new float[7], [7], "b");

        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => fault switch
        {
            "conv" => graph.Conv(x, w),
            "bias" => graph.Conv(x, v, b),
            "kernel" => graph.Conv(x, v, dilation: 8),
            "add" => graph.Add(x, b),
            "types" => graph.Mul(x, image),
            "matmul" => graph.MatMul(x, w),
            "concat" => graph.Concat(1, x, w),
            "reshape" => graph.Reshape(x, 3, 8),
            "transpose" => graph.Transpose(x, 0, 1, 1, 2),
            "slice" => graph.Slice(x, 1, 1, 4),
            "axis" => graph.Softmax(x, 4),
            "squeeze" => graph.Squeeze(x, 1),
            "expand" => graph.Expand(x, 8, 8),
            "float" => graph.Relu(image),
            "rank" => graph.ResizeLinear(b, 2, 2),
            "gather" => graph.Gather(x, b),
            "elements" => graph.Initializer(new float[5], [2, 3]),
            "foreign" => graph.Relu(new OnnxGraphBuilder("other").Input("z", GraphElementType.Float32, 1)),
            _ => graph.Input("x", GraphElementType.Float32, 1),
        });

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Initializer_WithEqualContent_IsStoredOnce()
    {
        OnnxGraphBuilder graph = new("g");

        GraphValue first = graph.Initializer([1f, 2f], [2], "weights"), second = graph.Initializer([1f, 2f], [2]);
        GraphValue otherShape = graph.Initializer([1f, 2f], [1, 2]), otherType = graph.Initializer([1, 2], [2]);

        Assert.Same(first, second);
        Assert.NotSame(first, otherShape);
        Assert.NotSame(first, otherType);
    }

    [Fact]
    public void Output_GivesTheValueItsName_AlsoWhereItIsReadFurther()
    {
        OnnxGraphBuilder graph = new("g");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 2);
        GraphValue relu = graph.Relu(x);
        GraphValue doubled = graph.Add(relu, relu);
        graph.Output("positive", relu);
        graph.Output("double", doubled);

        OnnxModel model = graph.Build("test");

        Assert.Equal(["Relu", "Add"], model.Proto.Graph.Node.Select(node => node.OpType));
        Assert.Equal(["positive", "positive"], model.Proto.Graph.Node[1].Input);
        Assert.Equal("positive", relu.Name);
    }

    [Fact]
    public void Output_OfAnInputOrAnOutput_GoesThroughIdentity()
    {
        OnnxGraphBuilder graph = new("g");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 2);
        graph.Output("copy", x);
        GraphValue relu = graph.Relu(x);
        graph.Output("first", relu);
        graph.Output("second", relu);

        Assert.Equal(["Identity", "Relu", "Identity"], graph.Build("test").Proto.Graph.Node.Select(node => node.OpType));
    }

    [Fact]
    public void Scope_NestsNames()
    {
        OnnxGraphBuilder graph = new("g");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 2);
        using (graph.Scope("backbone"))
        {
            using (graph.Scope("stem"))
            {
                x = graph.Relu(x);
            }

            x = graph.Relu(graph.Relu(x));
        }

        graph.Output("y", graph.Relu(x));

        Assert.Equal(
            ["backbone/stem/Relu_0", "backbone/Relu_0", "backbone/Relu_1", "Relu_0"],
            graph.Build("test").Proto.Graph.Node.Select(node => node.Name));
    }

    [Fact]
    public void Build_WithoutOutput_SaysSo()
        => Assert.Contains(
            "has no output",
            Assert.Throws<InvalidOperationException>(() => new OnnxGraphBuilder("g").Build("test")).Message,
            StringComparison.Ordinal);
}
