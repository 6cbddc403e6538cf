using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Float16;
using DenseEdge.Quantization.Opsets;

namespace DenseEdge.Quantization.Tests.Opsets;

public sealed class OpsetUpgradeTests
{
    private static readonly float[] Image = [.. Enumerable.Range(0, 2 * 4 * 4).Select(i => MathF.Sin(i + 1))];

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    public void Raise_OfReductionsResizePadAndSplit_ComputesTheSame(int opset)
    {
        OnnxModel raised = OpsetUpgrade.Raise(Model(), opset, "model");

        Assert.Equal(opset, OnnxGraph.Open(raised, "raised").Opset);
        Assert.Equal(Ort.Run(Model(), ("x", Image)), Ort.Run(raised, ("x", Image)));
    }

    [Fact]
    public void Raise_ToAnOlderOpset_ChangesNothing()
        => Assert.Equal(17, OnnxGraph.Open(OpsetUpgrade.Raise(Model(), 15, "model"), "raised").Opset);

    [Fact]
    public void Raise_OfAModelThatIsTooOld_SaysSo()
    {
        OnnxModel old = Model();
        old.Proto.OpsetImport[0].Version = 11;

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => OpsetUpgrade.Raise(old, 19, "old.onnx"));

        Assert.StartsWith("old.onnx: expected opset 13 or newer, found 11", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_OfQuantizationNodesOfOpset19_MakesScalesHalf_AndNeverZero()
    {
        OnnxGraph graph = OnnxGraph.Open(OpsetUpgrade.Raise(Quantized(), 19, "model"), "raised");

        HalfReport report = HalfPrecision.Convert(graph);

        NodeProto[] pairs = [.. graph.Nodes.Where(node => node.OpType is "QuantizeLinear" or "DequantizeLinear")];
        Assert.Equal(3, pairs.Length);
        Assert.All(pairs, node => Assert.Equal(GraphElementType.Float16, graph.Info(node.Input[1]).ElementType));
        Assert.All(pairs, node => Assert.All(graph.Floats(node.Input[1]), scale => Assert.True(scale > 0)));
        Assert.Equal(2, report.Casts);

        // One step of the activation's scale, 1/32, and of the weight's, 1/16, on values below 2.
        float[] expected = Ort.Run(Quantized(), ("x", Image)), found = Ort.Run(graph.ToModel(), ("x", Image));
        Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) < 1 / 32f);
    }

    [Fact]
    public void Convert_OfQuantizationNodesOfOpset17_KeepsThemInFloat32()
    {
        OnnxGraph graph = OnnxGraph.Open(Quantized(), "quantized");

        HalfReport report = HalfPrecision.Convert(graph);

        Assert.Contains(report.Islands, island => island.Reason.Contains("FP16 needs opset 19", StringComparison.Ordinal));
        Assert.Equal(
            Ort.Run(Quantized(), ("x", Image)), Ort.Run(graph.ToModel(), ("x", Image)), (a, b) => Math.Abs(a - b) < 1 / 256f);
    }

    private static OnnxModel Model()
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 1, 2, 4, 4);
        GraphValue padded = builder.Pad(builder.ResizeLinear(x, 6, 5), Padding2d.All(1));                   // [1, 2, 8, 7]
        GraphValue length = builder.ReduceL2(padded, keepDims: true, 1);
        GraphValue largest = builder.ReduceMax(padded, keepDims: true, 2, 3);
        builder.Output("y", builder.Add(builder.ReduceMean(builder.Mul(padded, length), keepDims: true, 3), largest));
        return SplitAndSwap(builder.Build("test"));
    }

    /// <summary>Puts y = Concat(second half of y's channels, first half) behind the model, by a Split without sizes.</summary>
    private static OnnxModel SplitAndSwap(OnnxModel model)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "model");
        AttributeProto axis = new() { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 1 };
        graph.ReplaceUses("y", graph.Add("Neg", [graph.Producer("y")!.Input[0]], graph.UniqueName("negated")).Output[0]);
        string inner = graph.Producer("y")!.Input[0];
        NodeProto split = graph.Add("Split", [inner], [graph.UniqueName("first"), graph.UniqueName("second")], axis);
        NodeProto swapped = graph.Add("Concat", [split.Output[1], split.Output[0]], graph.UniqueName("swapped"), axis.Clone());
        graph.ReplaceUses("y", swapped.Output[0]);
        return graph.ToModel();
    }

    /// <summary>x, quantised and back, times weights that are stored as codes; the second channel is dead.</summary>
    private static OnnxModel Quantized()
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 1, 2, 4, 4);
        GraphValue weight = builder.Initializer([1f, 0.5f, 0, 0], [2, 2, 1, 1]);
        builder.Output("y", builder.Relu(builder.Conv(x, weight, null)));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("test"), "model");
        NodeProto conv = graph.Nodes.Single(node => node.OpType == "Conv");
        string scale = graph.AddConstant("scale", [1 / 64f]), zero = graph.AddConstant("zero", new sbyte[] { 0 });
        string codes = graph.Add("QuantizeLinear", ["x", scale, zero], graph.UniqueName("codes")).Output[0];
        string back = graph.Add("DequantizeLinear", [codes, scale, zero], graph.UniqueName("back")).Output[0];
        string stored = graph.AddConstant("stored", new sbyte[] { 16, 8, 0, 0 }, 2, 2, 1, 1);
        string scales = graph.AddConstant("scales", [1 / 16f, 1e-8f], 2), zeros = graph.AddConstant("zeros", new sbyte[2], 2);
        AttributeProto axis = new() { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 0 };
        string real = graph.Add("DequantizeLinear", [stored, scales, zeros], graph.UniqueName("real"), axis).Output[0];
        string old = conv.Input[1];
        graph.ReplaceInput(conv, "x", back);
        graph.ReplaceInput(conv, old, real);
        graph.RemoveConstant(old);
        return graph.ToModel();
    }
}
