using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Passes;

namespace DenseEdge.Onnx.Tests.Passes;

/// <summary>What is folded into weights. Sums are formed in another order afterwards, hence the tolerance of a few units in
/// the last place of 32 bits.</summary>
public sealed class FoldingTests
{
    private const float Rounding = 2e-6f;

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void BatchNorm_AfterConv_IsFolded(int group, bool bias)
    {
        ForeignModel model = Normalised().Input("x", 1, 4, 5, 6)
            .Floats("w", PassAssert.Ramp(6 * 4 / group * 9), 6, 4 / group, 3, 3);
        string[] inputs = bias ? ["x", "w", "b"] : ["x", "w"];
        model.Floats("b", PassAssert.Ramp(6, 0.9f), 6)
            .Node("Conv", inputs, "c", ("pads", ForeignModel.List(1, 1, 1, 1)), ("group", group))
            .Node("BatchNormalization", ["c", "gamma", "beta", "mean", "variance"], "y");

        PassAssert.Keeps(model.Output("y", 1, 6, 5, 6), ["Conv"], Rounding, new BatchNormFolding());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    public void BatchNorm_AfterConvTranspose_IsFoldedPerGroup(int group, int channels)
    {
        OnnxModel model = Normalised().Input("x", 1, channels, 4, 3)
            .Floats("w", PassAssert.Ramp(channels * 6 / group * 4), channels, 6 / group, 2, 2)
            .Node("ConvTranspose", ["x", "w"], "c", ("strides", ForeignModel.List(2, 2)), ("group", group))
            .Node("BatchNormalization", ["c", "gamma", "beta", "mean", "variance"], "y", ("epsilon", 0.01f))
            .Output("y", 1, 6, 8, 6);

        PassAssert.Keeps(model, ["ConvTranspose"], Rounding, new BatchNormFolding());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void BatchNorm_AfterGemm_IsFolded_WithAlphaAndBeta(int flipped)
    {
        OnnxModel model = Normalised().Input("x", 3, 4).Floats("w", PassAssert.Ramp(24), flipped == 1 ? [6, 4] : [4, 6])
            .Floats("b", PassAssert.Ramp(6, 0.9f), 1, 6)
            .Node("Gemm", ["x", "w", "b"], "c", ("transB", flipped), ("alpha", 0.5f), ("beta", 3f))
            .Node("BatchNormalization", ["c", "gamma", "beta", "mean", "variance"], "y")
            .Output("y", 3, 6);

        PassAssert.Keeps(model, ["Gemm"], Rounding, new BatchNormFolding());
    }

    [Fact]
    public void BatchNorm_OnAnotherReadValue_Stays()
    {
        OnnxModel model = Normalised().Input("x", 1, 4, 3, 3).Floats("w", PassAssert.Ramp(24), 6, 4, 1, 1)
            .Node("Conv", ["x", "w"], "c")
            .Node("BatchNormalization", ["c", "gamma", "beta", "mean", "variance"], "n")
            .Node("Add", ["n", "c"], "y")
            .Output("y", 1, 6, 3, 3);

        PassAssert.Keeps(model, ["Conv", "BatchNormalization", "Add"], 0, GraphPasses.CleanUpPasses[3]);
    }

    [Fact]
    public void BatchNorm_WithATinyVariance_KeepsTheRatioInFullPrecision()
    {
        // gamma / sqrt(1e-30 + 1e-12) = 1e6, which times the weight 3e-6 gives 3.
        OnnxModel model = new ForeignModel().Input("x", 1, 1, 1, 1).Floats("w", [3e-6f], 1, 1, 1, 1)
            .Floats("one", [1f], 1).Floats("zero", [0f], 1).Floats("variance", [1e-30f], 1)
            .Node("Conv", ["x", "w"], "c")
            .Node("BatchNormalization", ["c", "one", "zero", "zero", "variance"], "y", ("epsilon", 1e-12f))
            .Output("y", 1, 1, 1, 1);

        OnnxGraph graph = PassAssert.Keeps(model, ["Conv"], Rounding, new BatchNormFolding());

        Assert.Equal(3f, graph.Floats(graph.Nodes[0].Input[1]).Single(), 1e-6f);
    }

    [Fact]
    public void Constant_ThatWouldOverflowTheWeight_Stays()
    {
        // 1e-30 · 1e30 · 1e30 is fine as two products, but 1e30 · 1e30 is no 32-bit number.
        OnnxModel model = new ForeignModel().Input("x", 1, 1, 1, 2).Floats("w", [1e30f], 1, 1, 1, 1).Floats("k", [1e30f], 1)
            .Floats("tiny", [1e-30f], 1)
            .Node("Mul", ["x", "tiny"], "t").Node("Conv", ["t", "w"], "c").Node("Mul", ["c", "k"], "y")
            .Output("y", 1, 1, 1, 2);

        PassAssert.Keeps(model, ["Mul", "Conv", "Mul"], 0, new ChannelAffineFolding());
    }

    [Theory]
    [InlineData("Mul", true, new[] { 1, 6, 1, 1 })]
    [InlineData("Mul", false, new[] { 6, 1, 1 })]
    [InlineData("Div", true, new[] { 6, 1, 1 })]
    [InlineData("Add", false, new[] { 1, 6, 1, 1 })]
    [InlineData("Sub", true, new[] { 6, 1, 1 })]
    [InlineData("Sub", false, new[] { 6, 1, 1 })]
    [InlineData("Mul", true, new int[0])]
    public void ChannelConstant_AfterConv_IsFolded(string operation, bool constantLast, int[] dims)
    {
        float[] values = PassAssert.Ramp(dims.Aggregate(1, (count, size) => count * size), 0.9f);
        OnnxModel model = new ForeignModel().Input("x", 1, 4, 5, 6).Floats("w", PassAssert.Ramp(24), 6, 4, 1, 1)
            .Floats("b", PassAssert.Ramp(6), 6).Floats("k", values, dims)
            .Node("Conv", ["x", "w", "b"], "c")
            .Node(operation, constantLast ? ["c", "k"] : ["k", "c"], "y")
            .Output("y", 1, 6, 5, 6);

        PassAssert.Keeps(model, ["Conv"], Rounding, new ChannelAffineFolding());
    }

    [Theory]
    [InlineData("Mul", true, new[] { 6 })]
    [InlineData("Mul", true, new[] { 1, 1, 6, 6 })]
    [InlineData("Div", false, new[] { 6, 1, 1 })]
    [InlineData("Add", true, new[] { 2, 6, 6, 6 })]
    public void Constant_ThatIsNotOneNumberPerChannel_Stays(string operation, bool constantLast, int[] dims)
    {
        ArgumentNullException.ThrowIfNull(dims);
        float[] values = PassAssert.Ramp(dims.Aggregate(1, (count, size) => count * size), 0.9f);
        OnnxModel model = new ForeignModel().Input("x", 1, 4, 6, 6).Floats("w", PassAssert.Ramp(24), 6, 4, 1, 1)
            .Floats("k", values, dims)
            .Node("Conv", ["x", "w"], "c")
            .Node(operation, constantLast ? ["c", "k"] : ["k", "c"], "y")
            .Output("y", dims.Length == 4 ? dims[0] : 1, 6, 6, 6);

        PassAssert.Keeps(model, ["Conv", operation], 0, new ChannelAffineFolding());
    }

    [Fact]
    public void Fold_BehindQuantisedWeights_LeavesThem()
    {
        OnnxModel model = new ForeignModel().Input("x", 1, 1, 2, 2).Floats("k", [2f], 1)
            .Floats("scale", [0.5f]).Scalar("zero", GraphElementType.Int8, 0).Scalar("code", GraphElementType.Int8, 6)
            .Integers("four", 1, 1, 1, 1)
            .Node("DequantizeLinear", ["code", "scale", "zero"], "w1")
            .Node("Reshape", ["w1", "four"], "w")
            .Node("QuantizeLinear", ["x", "scale", "zero"], "q")
            .Node("DequantizeLinear", ["q", "scale", "zero"], "d")
            .Node("Conv", ["d", "w"], "c")
            .Node("Mul", ["c", "k"], "y")
            .Output("y", 1, 1, 2, 2);

        PassAssert.Keeps(
            model,
            ["DequantizeLinear", "Reshape", "QuantizeLinear", "DequantizeLinear", "Conv", "Mul"],
            0,
            [.. GraphPasses.CleanUpPasses]);
    }

    private static ForeignModel Normalised()
        => new ForeignModel().Floats("gamma", PassAssert.Ramp(6, 0.2f), 6).Floats("beta", PassAssert.Ramp(6, 0.3f), 6)
            .Floats("mean", PassAssert.Ramp(6, 0.4f), 6).Floats("variance", [0.3f, 1.5f, 0.02f, 4f, 0.9f, 2f], 6);
}
