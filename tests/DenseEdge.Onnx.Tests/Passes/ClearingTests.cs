using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Passes;

namespace DenseEdge.Onnx.Tests.Passes;

/// <summary>What is removed or merged; results keep every bit.</summary>
public sealed class ClearingTests
{
    [Fact]
    public void Shapes_OfATorchFlatten_BecomeOneConstant()
    {
        // Shape → Gather(0) → Unsqueeze → Concat(−1) → Reshape, as torch.onnx writes x.view(x.shape[0], -1).
        OnnxModel model = new ForeignModel().Input("x", 2, 3, 4).Integers("zero", 0).Integers("rest", -1)
            .Scalar("first", GraphElementType.Int64, 0, 0, 0, 0, 0, 0, 0, 0)
            .Node("Shape", ["x"], "s").Node("Gather", ["s", "first"], "n").Node("Unsqueeze", ["n", "zero"], "n1")
            .Node("Concat", ["n1", "rest"], "target", ("axis", 0)).Node("Reshape", ["x", "target"], "y")
            .Output("y", 2, 12);

        OnnxGraph graph = PassAssert.Keeps(model, ["Reshape"], 0, new ConstantFolding(), new DeadCodeRemoval());

        Assert.Equal([2, -1], graph.Integers(graph.Nodes[0].Input[1]));
        Assert.Single(graph.Initializers);
    }

    [Fact]
    public void ConstantArithmetic_IsRoundedAsIn32Bits()
    {
        OnnxModel model = new ForeignModel().Input("x", 2).Floats("a", [1f, 3f], 2).Floats("b", [3f, 7f], 2)
            .Floats("c", [1e-8f], 1)
            .Node("Div", ["a", "b"], "d").Node("Add", ["d", "c"], "e").Node("Sqrt", ["e"], "f").Node("Mul", ["f", "b"], "g")
            .Node("Sub", ["x", "g"], "y")
            .Output("y", 2);

        PassAssert.Keeps(model, ["Sub"], 0, new ConstantFolding());
    }

    [Fact]
    public void ConstantThatWouldGrow_IsNotStored()
    {
        OnnxModel model = new ForeignModel().Input("x", 1).Floats("k", [2f], 1).Integers("many", 300, 300)
            .Node("Expand", ["k", "many"], "e").Node("Mul", ["e", "x"], "y")
            .Output("y", 300, 300);

        PassAssert.Keeps(model, ["Expand", "Mul"], 0, new ConstantFolding());
    }

    public static TheoryData<string> NoOperations => new(
        "Identity", "Dropout", "Concat", "Transpose", "Reshape", "Slice", "Pad", "Cast", "Resize", "Expand", "Add", "Mul");

    [Theory]
    [MemberData(nameof(NoOperations))]
    public void NodeThatHandsOnItsInput_IsRemoved(string operation)
    {
        ForeignModel model = new ForeignModel().Input("x", 1, 2, 3, 4).Integers("shape", 0, 2, -1, 4).Integers("zeros", 0, 0)
            .Integers("ends", 100, 4).Integers("axes", 1, 3).Integers("pads", 0, 0, 0, 0, 0, 0, 0, 0).Integers("ones", 1, 1, 1, 1)
            .Floats("scales", [1f, 1f, 1f, 1f], 4).Floats("none", [0f], 1).Floats("unit", [1f, 1f], 2, 1, 1)
            .Node("Neg", ["x"], "n");
        _ = operation switch
        {
            "Concat" => model.Node("Concat", ["n"], "o", ("axis", 1)),
            "Transpose" => model.Node("Transpose", ["n"], "o", ("perm", ForeignModel.List(0, 1, 2, 3))),
            "Reshape" => model.Node("Reshape", ["n", "shape"], "o"),
            "Slice" => model.Node("Slice", ["n", "zeros", "ends", "axes"], "o"),
            "Pad" => model.Node("Pad", ["n", "pads"], "o"),
            "Cast" => model.Node("Cast", ["n"], "o", ("to", 1)),
            "Resize" => model.Node("Resize", ["n", "", "scales"], "o", ("mode", "linear")),
            "Expand" => model.Node("Expand", ["n", "ones"], "o"),
            "Add" => model.Node("Add", ["none", "n"], "o"),
            "Mul" => model.Node("Mul", ["n", "unit"], "o"),
            _ => model.Node(operation, ["n"], "o"),
        };

        PassAssert.Keeps(model.Node("Abs", ["o"], "y").Output("y", 1, 2, 3, 4), ["Neg", "Abs"], 0, new IdentityRemoval());
    }

    [Theory]
    [InlineData("reversed")]
    [InlineData("broadcast")]
    [InlineData("zero minus")]
    public void NodeThatLooksLikeOneButIsNot_Stays(string trap)
    {
        ForeignModel model = new ForeignModel().Input("x", 3).Integers("start", -1).Integers("end", -10).Integers("axis", 0)
            .Integers("step", -1).Floats("zeros", new float[6], 2, 3).Floats("zero", [0f], 1);
        OnnxModel built = trap switch
        {
            "reversed" => model.Node("Slice", ["x", "start", "end", "axis", "step"], "o").Node("Neg", ["o"], "y").Output("y", 3),
            "broadcast" => model.Node("Add", ["x", "zeros"], "o").Node("Neg", ["o"], "y").Output("y", 2, 3),
            _ => model.Node("Sub", ["zero", "x"], "o").Node("Neg", ["o"], "y").Output("y", 3),
        };
        string stays = trap switch { "reversed" => "Slice", "broadcast" => "Add", _ => "Sub" };

        PassAssert.Keeps(built, [stays, "Neg"], 0, new IdentityRemoval());
    }

    [Fact]
    public void IdentityBetweenInputAndOutput_Stays()
        => PassAssert.Keeps(
            new ForeignModel().Input("x", 3).Node("Identity", ["x"], "y").Output("y", 3),
            ["Identity"],
            0,
            [.. GraphPasses.CleanUpPasses]);

    [Fact]
    public void TransposeAfterTranspose_IsOne()
    {
        // Dimension i of the result is dimension first[second[i]] of x: [2, 0, 1] of [1, 2, 0] gives [0, 1, 2] for the second.
        OnnxModel model = new ForeignModel().Input("x", 2, 3, 4)
            .Node("Transpose", ["x"], "t", ("perm", ForeignModel.List(1, 2, 0)))
            .Node("Transpose", ["t"], "u", ("perm", ForeignModel.List(1, 0, 2)))
            .Node("Neg", ["u"], "y")
            .Output("y", 4, 3, 2);

        OnnxGraph graph = PassAssert.Keeps(model, ["Transpose", "Neg"], 0, new LayoutMerging(), new DeadCodeRemoval());

        Assert.Equal([2L, 1, 0], graph.Nodes[0].Attribute[0].Ints);
    }

    [Fact]
    public void TransposeAndBack_IsNothing()
    {
        OnnxModel model = new ForeignModel().Input("x", 2, 3, 4)
            .Node("Transpose", ["x"], "t", ("perm", ForeignModel.List(1, 2, 0)))
            .Node("Transpose", ["t"], "u", ("perm", ForeignModel.List(2, 0, 1)))
            .Node("Neg", ["u"], "y")
            .Output("y", 2, 3, 4);

        PassAssert.Keeps(model, ["Neg"], 0, [.. GraphPasses.CleanUpPasses]);
    }

    [Fact]
    public void ReshapesInARow_AreOne()
    {
        OnnxModel model = new ForeignModel().Input("x", 2, 3, 4).Integers("a", 6, 4).Integers("axis", 0)
            .Node("Reshape", ["x", "a"], "r").Node("Unsqueeze", ["r", "axis"], "u").Node("Flatten", ["u"], "f", ("axis", 2))
            .Node("Neg", ["f"], "y")
            .Output("y", 6, 4);

        PassAssert.Keeps(model, ["Reshape", "Neg"], 0, new LayoutMerging(), new DeadCodeRemoval());
    }

    [Theory]
    [InlineData(GraphElementType.Float64, "Neg")]
    [InlineData(GraphElementType.Int32, "Cast Cast Neg")]
    public void CastAndBack_GoesOnlyIfNothingIsLost(GraphElementType middle, string operators)
    {
        OnnxModel model = new ForeignModel().Input("x", 4)
            .Node("Cast", ["x"], "c", ("to", (int)middle)).Node("Cast", ["c"], "d", ("to", 1)).Node("Neg", ["d"], "y")
            .Output("y", 4);

        PassAssert.Keeps(model, $"{operators}".Split(' '), 0, [.. GraphPasses.CleanUpPasses]);
    }

    [Fact]
    public void DeadCode_IsRemovedFromItsEnd()
    {
        OnnxModel model = new ForeignModel().Input("x", 3).Floats("k", [1f], 1).Floats("unread", [2f], 1)
            .Node("Add", ["x", "k"], "a").Node("Exp", ["a"], "b").Node("Log", ["b"], "c").Node("Neg", ["x"], "y")
            .Output("y", 3);

        OnnxGraph graph = PassAssert.Keeps(model, ["Neg"], 0, new DeadCodeRemoval());

        Assert.Empty(graph.Initializers);
    }

    [Fact]
    public void EqualConstants_AreStoredOnce_AlsoInAnotherEncoding()
    {
        OnnxModel model = new ForeignModel().Input("x", 2).Floats("a", [1f, 2f], 2).Floats("b", [1f, 2f], 2)
            .Floats("c", [1f, 2f], 1, 2)
            .Node("Add", ["x", "a"], "d").Node("Mul", ["d", "b"], "e").Node("Sub", ["e", "c"], "y")
            .Output("y", 1, 2);
        model.Proto.Graph.Initializer[1] = OnnxGraph.Open(model, "raw").Value("b")!.Encode("b");

        OnnxGraph graph = PassAssert.Keeps(model, ["Add", "Mul", "Sub"], 0, new ConstantSharing());

        Assert.Equal(["a", "c"], graph.Initializers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EqualNodes_AreComputedOnce_DownTheChain()
    {
        OnnxModel model = new ForeignModel().Input("x", 3)
            .Node("Elu", ["x"], "a", ("alpha", 0.5f)).Node("Elu", ["x"], "b", ("alpha", 0.5f))
            .Node("Elu", ["x"], "c", ("alpha", 0.25f))
            .Node("Neg", ["a"], "d").Node("Neg", ["b"], "e").Node("Sum", ["d", "e", "c"], "y")
            .Output("y", 3);

        PassAssert.Keeps(model, ["Elu", "Elu", "Neg", "Sum"], 0, new EqualNodeMerging());
    }

    [Fact]
    public void EqualNodes_ThatBothMakeOutputs_Stay()
    {
        OnnxModel model = new ForeignModel().Input("x", 3).Node("Neg", ["x"], "a").Node("Neg", ["x"], "b")
            .AlsoOutput("a", 3).Output("b", 3);
        OnnxGraph graph = OnnxGraph.Open(model, "two");

        Assert.Equal(0, new EqualNodeMerging().Apply(graph));
        Assert.Equal(["a", "b"], graph.Outputs);
    }

    [Fact]
    public void EqualQuantiseNodes_StayWhereTheyWerePlaced()
    {
        OnnxModel model = new ForeignModel().Input("x", 3).Floats("scale", [0.5f]).Scalar("zero", GraphElementType.Int8, 0)
            .Node("QuantizeLinear", ["x", "scale", "zero"], "q").Node("DequantizeLinear", ["q", "scale", "zero"], "a")
            .Node("QuantizeLinear", ["x", "scale", "zero"], "r").Node("DequantizeLinear", ["r", "scale", "zero"], "b")
            .Node("Mul", ["a", "b"], "y")
            .Output("y", 3);

        PassAssert.Keeps(
            model,
            ["QuantizeLinear", "DequantizeLinear", "QuantizeLinear", "DequantizeLinear", "Mul"],
            0,
            [.. GraphPasses.CleanUpPasses]);
    }

    [Fact]
    public void Softplus_IsRewrittenWithinThePrecisionOf32Bits()
        => PassAssert.Keeps(
            new ForeignModel().Input("x", 40).Node("Softplus", ["x"], "y").Output("y", 40),
            ["Abs", "Neg", "Exp", "Add", "Log", "Max", "Add"],
            2e-7f,
            new SoftplusRewriting());

    [Fact]
    public void CleanUp_ReportsWhatItDid()
    {
        OnnxModel model = new ForeignModel().Input("x", 3).Node("Identity", ["x"], "a").Node("Dropout", ["a"], "b")
            .Node("Neg", ["b"], "y").Output("y", 3);

        PassReport report = GraphPasses.CleanUp(OnnxGraph.Open(model, "m"));

        Assert.Equal("3 → 1 nodes: 2 remove-identities", report.ToString());
        Assert.Equal(GraphPasses.CleanUpPasses.Select(pass => pass.Name), report.Changes.Select(change => change.Key));
    }
}
