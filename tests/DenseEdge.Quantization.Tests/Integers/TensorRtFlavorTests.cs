using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;

namespace DenseEdge.Quantization.Tests.Integers;

public sealed class TensorRtFlavorTests
{
    private static readonly CalibrationTable Calibration = Quantizer.Calibrate(SmallNetwork.Build(), SmallNetwork.Source());

    private static readonly OnnxGraph Weak = Graph(IntegerFlavor.TensorRtWeak);

    [Theory]
    [InlineData(IntegerFlavor.TensorRtWeak)]
    [InlineData(IntegerFlavor.TensorRtStrong)]
    public void Quantize_IsCloseToTheFloatModel(IntegerFlavor flavor)
    {
        float[] expected = Engine.Run(SmallNetwork.Build(), SmallNetwork.Source().Load(1));
        OnnxGraph graph = Graph(flavor);
        new RoundingQuantizeLinear().Apply(graph);

        Assert.InRange(Engine.SnrDb(expected, Engine.Run(graph.ToModel(), SmallNetwork.Source().Load(1))), 33, 60);
    }

    /// <summary>The reason for <see cref="RoundingQuantizeLinear"/>: once this fails, the engine rounds and the pass can go.</summary>
    [Fact]
    public void Engine_Fp16QuantizeLinear_CutsOff_AndThePassRounds()
    {
        OnnxModel strong = Quantizer.Quantize(SmallNetwork.Build(), Calibration, Options(IntegerFlavor.TensorRtStrong)).Model;
        OnnxGraph rounding = OnnxGraph.Open(strong, "test");
        int changes = new RoundingQuantizeLinear().Apply(rounding);
        float[] weak = Engine.Run(Weak.ToModel(), SmallNetwork.Source().Load(1));

        Assert.True(RoundingQuantizeLinear.Concerns(strong));
        Assert.Equal(strong.Proto.Graph.Node.Count(node => node.OpType == "QuantizeLinear"), changes);
        double cut = Engine.SnrDb(weak, Engine.Run(strong, SmallNetwork.Source().Load(1)));
        double rounded = Engine.SnrDb(weak, Engine.Run(rounding.ToModel(), SmallNetwork.Source().Load(1)));
        Assert.True(rounded > cut + 6, $"rounded {rounded:F1} dB, cut {cut:F1} dB");
    }

    [Fact]
    public void Quantize_EveryPair_HasSignedCodesWithAnExplicitZeroPointOfZero()
    {
        foreach (NodeProto node in Weak.Nodes.Where(node => node.OpType is "QuantizeLinear" or "DequantizeLinear"))
        {
            Assert.Equal(3, node.Input.Count);
            Assert.Equal(GraphElementType.Int8, Weak.Info(node.Input[2]).ElementType);
            Assert.All(Weak.Integers(node.Input[2]), zero => Assert.Equal(0, zero));
            Assert.All(Weak.Floats(node.Input[1]), scale => Assert.True(scale > 0));
            Assert.Equal(Weak.Info(node.Input[1]).Dims, Weak.Info(node.Input[2]).Dims);
        }
    }

    [Fact]
    public void Quantize_EveryQuantize_IsReadByOneDequantizeOnly()
        => Assert.All(
            Weak.Nodes.Where(node => node.OpType == "QuantizeLinear"),
            node => Assert.Equal("DequantizeLinear", Assert.Single(Weak.Consumers(node.Output[0])).OpType));

    [Fact]
    public void Quantize_BiasesAndHeadStayFloat()
    {
        foreach (NodeProto node in Weak.Nodes.Where(node => node.OpType == "Conv"))
        {
            Assert.NotNull(Weak.Constant(node.Input[2]));
        }

        NodeProto head = Weak.Nodes.Last(node => node.OpType == "Conv");
        Assert.NotNull(Weak.Constant(head.Input[1]));
        Assert.Equal("Relu", Weak.Producer(head.Input[0])!.OpType);
    }

    [Fact]
    public void Quantize_ResidualAddition_QuantizesTheShortcutOnly()
    {
        NodeProto add = Weak.Nodes.Single(node => node.OpType == "Add");

        Assert.Equal(["Conv", "DequantizeLinear"], add.Input.Select(input => Weak.Producer(input)!.OpType));
    }

    [Fact]
    public void Quantize_NothingIsRoundedBeforeAResizeOrAtAnOutput()
    {
        foreach (NodeProto node in Weak.Nodes.Where(node => node.OpType is "Resize" or "Sigmoid"))
        {
            Assert.NotEqual("DequantizeLinear", Weak.Producer(node.Input[0])!.OpType);
        }

        Assert.All(Weak.Outputs, output => Assert.Equal("Sigmoid", Weak.Producer(output)!.OpType));
    }

    [Fact]
    public void Quantize_TensorWithTwoReaders_HasOnePair()
    {
        // The stem's result goes to the branch and to the addition.
        Assert.Single(Weak.Consumers("Relu_0:0"), node => node.OpType == "QuantizeLinear");
        Assert.Single(Weak.Consumers("Relu_0:0"));
    }

    [Fact]
    public void Quantize_WithSharedConcatScales_JoinsInputsAndOutput()
    {
        QuantizationResult apart = Quantizer.Quantize(SmallNetwork.Build(), Calibration, Options(IntegerFlavor.TensorRtWeak));
        QuantizationResult shared = Quantizer.Quantize(
            SmallNetwork.Build(), Calibration, Options(IntegerFlavor.TensorRtWeak) with { SharedConcatScales = true });

        // Relu_2 is the block's result: the pooling and the Concat read it.
        Assert.NotEqual(Scale(apart, "Relu_2:0"), Scale(apart, "Concat_0:0"));
        Assert.Equal(Scale(shared, "Relu_2:0"), Scale(shared, "Concat_0:0"));
    }

    [Fact]
    public void Quantize_Strong_HasFp16ScalesOfTheSameValues()
    {
        OnnxGraph strong = Graph(IntegerFlavor.TensorRtStrong);

        Assert.Equal(19, strong.Opset);
        Assert.Equal(17, Weak.Opset);
        foreach (NodeProto node in strong.Nodes.Where(node => node.OpType == "DequantizeLinear"))
        {
            Assert.Equal(GraphElementType.Float16, strong.Info(node.Input[1]).ElementType);
            NodeProto same = Weak.Nodes.Single(other => other.OpType == node.OpType && other.Output[0] == node.Output[0]);
            Assert.Equal(Weak.Floats(same.Input[1]), strong.Floats(node.Input[1]));
        }
    }

    private static float Scale(QuantizationResult result, string tensor)
        => result.Tensors.Single(entry => entry.Name == tensor).Scale;

    private static OnnxGraph Graph(IntegerFlavor flavor)
        => OnnxGraph.Open(Quantizer.Quantize(SmallNetwork.Build(), Calibration, Options(flavor)).Model, "test");

    private static QuantizationOptions Options(IntegerFlavor flavor) => new() { Flavor = flavor };
}
