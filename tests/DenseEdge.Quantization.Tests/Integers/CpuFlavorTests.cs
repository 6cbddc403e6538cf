using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Integers;

namespace DenseEdge.Quantization.Tests.Integers;

public sealed class CpuFlavorTests
{
    private static readonly QuantizationResult Quantized = Quantizer.Quantize(
        SmallNetwork.Build(), SmallNetwork.Source(), new QuantizationOptions { Flavor = IntegerFlavor.Cpu });

    [Fact]
    public void Quantize_IsCloseToTheFloatModel()
    {
        float[] expected = Engine.Run(SmallNetwork.Build(), SmallNetwork.Source().Load(1));

        // Seven convolutions with 8-bit activations and weights: about 40 dB each.
        float[] asWritten = Engine.Run(Quantized.Model, SmallNetwork.Source().Load(1));
        float[] fused = Engine.Run(Quantized.Model, SmallNetwork.Source().Load(1), optimize: true);
        Assert.InRange(Engine.SnrDb(expected, asWritten), 30, 60);
        Assert.InRange(Engine.SnrDb(expected, fused), 30, 60);
    }

    /// <summary>One float reader of a tensor would keep its convolution in float.</summary>
    [Fact]
    public void Quantize_EveryIntegerOperator_IsFusedByTheEngine()
    {
        Dictionary<string, int> operators = Engine.OptimizedOperators(Quantized.Model);

        Assert.Equal(5, operators["QLinearConv"]);
        Assert.Equal(1, operators["QLinearAdd"]);
        Assert.Equal(1, operators["QLinearConcat"]);
        Assert.DoesNotContain("Relu", operators.Keys);

        // The image and the head's input are at the border; linear Resize is the one operator that the engine keeps in float.
        Assert.Equal(2, operators["QuantizeLinear"]);
        Assert.Equal(2, operators["DequantizeLinear"]);
    }

    [Fact]
    public void Quantize_AfterARelu_HasZeroAtTheLowestCode()
    {
        IEnumerable<QuantizedTensor> activations =
            Quantized.Tensors.Where(tensor => tensor.Name.Contains("Relu", StringComparison.Ordinal));

        Assert.NotEmpty(activations);
        Assert.All(activations, tensor => Assert.Equal(0, tensor.ZeroPoint));
    }

    /// <summary>With equal parameters an engine may run it on bytes, which takes five times as long.</summary>
    [Fact]
    public void Quantize_LinearResize_HasParametersOfItsOwn()
    {
        QuantizedTensor after = Quantized.Tensors.Single(tensor => tensor.Name.StartsWith("Resize", StringComparison.Ordinal));
        string source = SmallNetwork.Build().Proto.Graph.Node.First(node => node.OpType == "Resize").Input[0];
        QuantizedTensor before = Quantized.Tensors.Single(tensor => tensor.Name == source);

        Assert.NotEqual((before.Scale, before.ZeroPoint), (after.Scale, after.ZeroPoint));
    }

    [Fact]
    public void Quantize_EveryReaderOfAQuantizedTensor_ReadsTheDequantizedOne()
    {
        GraphProto graph = Quantized.Model.Proto.Graph;
        HashSet<string> quantized = [.. Quantized.Tensors.Select(tensor => tensor.Name)];

        Assert.All(
            graph.Node.Where(node => node.OpType != "QuantizeLinear"),
            node => Assert.DoesNotContain(node.Input, quantized.Contains));
    }

    [Fact]
    public void Quantize_Bias_Is32BitsInUnitsOfInputTimesWeight()
    {
        GraphProto graph = Quantized.Model.Proto.Graph;
        NodeProto convolution = graph.Node.First(node => node.OpType == "Conv");
        NodeProto bias = graph.Node.Single(node => node.Output[0] == convolution.Input[2]);
        NodeProto weight = graph.Node.Single(node => node.Output[0] == convolution.Input[1]);
        NodeProto input = graph.Node.Single(node => node.Output[0] == convolution.Input[0]);

        Assert.Equal(TensorProto.Types.DataType.Int32, (TensorProto.Types.DataType)Constant(graph, bias.Input[0]).DataType);
        float inputScale = Reals(Constant(graph, input.Input[1]))[0];
        float[] expected = [.. Reals(Constant(graph, weight.Input[1])).Select(scale => scale * inputScale)];
        Assert.Equal(expected, Reals(Constant(graph, bias.Input[1])));
    }

    [Fact]
    public void Quantize_TheHead_StaysFloatAndSaysWhy()
        => Assert.Equal("last layer before an output", Assert.Single(Quantized.FloatNodes).Reason);

    [Fact]
    public void Quantize_Twice_GivesTheSameBytes()
    {
        QuantizationResult again = Quantizer.Quantize(
            SmallNetwork.Build(), SmallNetwork.Source(), new QuantizationOptions { Flavor = IntegerFlavor.Cpu });

        Assert.Equal(Quantized.Model.ToBytes(), again.Model.ToBytes());
    }

    [Fact]
    public void Quantize_ExcludedByName_StaysFloat()
    {
        QuantizationResult result = Quantizer.Quantize(
            SmallNetwork.Build(), SmallNetwork.Source(),
            new QuantizationOptions { Flavor = IntegerFlavor.Cpu, Exclude = ["Conv_*"] });

        Assert.Empty(result.IntegerNodes);
        Assert.Equal(5, result.FloatNodes.Count(node => node.Reason == "excluded by name") - 1);
    }

    [Fact]
    public void Quantize_PatternThatFitsNothing_IsAnError()
        => Assert.Contains("'backbone/*'", Assert.Throws<ArgumentException>(() => Quantizer.Quantize(
            SmallNetwork.Build(), SmallNetwork.Source(),
            new QuantizationOptions { Flavor = IntegerFlavor.Cpu, Exclude = ["backbone/*"] })).Message, StringComparison.Ordinal);

    private static TensorProto Constant(GraphProto graph, string name) => graph.Initializer.Single(tensor => tensor.Name == name);

    private static float[] Reals(TensorProto tensor)
        => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
}
