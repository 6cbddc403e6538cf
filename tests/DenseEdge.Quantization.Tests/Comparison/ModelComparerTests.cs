using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Comparison;
using DenseEdge.Quantization.Float16;

namespace DenseEdge.Quantization.Tests.Comparison;

public sealed class ModelComparerTests
{
    private static readonly int[] Dims = [1, 1, 1, 2];

    private static readonly FixedImages Images = new(Dims, [3, 4], [1, -2]);

    [Fact]
    public void Run_OfAChangedLayer_MeasuresItAndWhatComesAfter()
    {
        // a = 2x, b = a + 10 in the first model; a = 2.5x in the second. Over both images a = (6, 8, 2, -4) and
        // (7.5, 10, 2.5, -5): errors 1.5, 2, 0.5, 1; noise 2.25 + 4 + 0.25 + 1 = 7.5 of 36 + 64 + 4 + 16 = 120.
        ComparisonResult result = Compare(Chain(2, 10), Chain(2.5f, 10));

        LayerDifference product = result.Layers.Single(layer => layer.OpType == "Mul");
        Assert.Equal(7.5 / 120, product.Tensor.NoiseShare, 12);
        Assert.Equal(12.0412, product.Tensor.SqnrDb, 4);
        Assert.Equal(2, product.Tensor.MaxError);
        Assert.Equal(8, product.Tensor.MaxMagnitude);
        Assert.Equal((1.5 + 2 + 0.5 + 1) / 4, product.Tensor.MeanError);
        Assert.Equal(product.Tensor.NoiseShare, product.OwnNoiseShare);

        // The sum adds nothing: b = (16, 18, 12, 6), the same errors, a smaller share.
        LayerDifference sum = result.Layers.Single(layer => layer.OpType == "Add");
        Assert.Equal(7.5 / ((16 * 16) + (18 * 18) + (12 * 12) + (6 * 6)), sum.Tensor.NoiseShare, 12);
        Assert.Equal(0, sum.OwnNoiseShare);
        Assert.Equal([product], result.Worst(5));
        Assert.Equal(sum.Tensor, Assert.Single(result.Outputs).Numbers);
        Assert.Equal(2, result.Images);
    }

    [Fact]
    public void Run_OfEqualModels_FindsNothing()
    {
        ComparisonResult result = Compare(Chain(2, 10), Chain(2, 10));

        Assert.All(result.Layers, layer => Assert.Equal(double.PositiveInfinity, layer.Tensor.SqnrDb));
        Assert.Empty(result.Worst(5));
        Assert.Empty(result.OnlyInFirst.Concat(result.OnlyInSecond));
    }

    [Fact]
    public void Run_InPartsOfOneNode_FindsTheSame()
    {
        ComparisonResult whole = Compare(Chain(2, 10), Chain(2.5f, 10));
        ComparisonResult parts = Compare(Chain(2, 10), Chain(2.5f, 10), new ComparisonOptions { SegmentBytes = 1 });

        Assert.Equal(
            whole.Layers.Select(layer => layer.Tensor.NoiseShare), parts.Layers.Select(layer => layer.Tensor.NoiseShare));
    }

    [Fact]
    public void Run_WithAQuantizedModel_ComparesTheDequantizedTensor()
    {
        // a = 2x = (6, 8), (2, -4) with scale 5 becomes 5, 10, 0, -5: 6 / 5 rounds to 1, 8 / 5 to 2, 2 / 5 to 0, -4 / 5 to -1.
        OnnxGraph quantized = Chain(2, 10);
        NodeProto sum = quantized.Nodes.Single(node => node.OpType == "Add");
        string product = sum.Input[0];
        string scale = quantized.AddConstant("scale", [5f]), zero = quantized.AddConstant("zero", new sbyte[] { 0 });
        string codes = quantized.Add("QuantizeLinear", [product, scale, zero], quantized.UniqueName("codes")).Output[0];
        string back = quantized.Add("DequantizeLinear", [codes, scale, zero], quantized.UniqueName("back")).Output[0];
        quantized.ReplaceInput(sum, product, back);
        quantized.Update();

        ComparisonResult result = Compare(Chain(2, 10), quantized);

        LayerDifference layer = result.Layers.Single(layer => layer.OpType == "Mul");
        Assert.Equal((1 + 4 + 4 + 1) / 120.0, layer.Tensor.NoiseShare, 12);
        Assert.Equal(2, layer.Tensor.MaxError);
        Assert.Empty(result.OnlyInSecond);
    }

    [Fact]
    public void Run_WithAHalfModel_MatchesLayersByName()
    {
        OnnxGraph half = Chain(2, 10);
        half.Update();
        HalfPrecision.Convert(half);

        ComparisonResult result = Compare(Chain(2, 10), half);

        Assert.Equal(2, result.Layers.Count);
        Assert.Empty(result.OnlyInFirst);
    }

    [Fact]
    public void Run_WithLabels_CountsThoseThatDiffer()
    {
        // Largest of (x0, x1): 1 for (3, 4), 0 for (1, -2); of their negatives: the other one.
        ComparisonResult result = Compare(Largest(1), Largest(-1));

        Assert.Equal(1.0, Assert.Single(result.Outputs).ChangedShare);
        Assert.Null(result.Outputs[0].Numbers);
    }

    [Fact]
    public void Run_WithAnotherLayerName_CountsBothAsUnmatched()
    {
        OnnxGraph renamed = Chain(2, 10);
        NodeProto product = renamed.Nodes.Single(node => node.OpType == "Mul");
        renamed.ReplaceUses(product.Output[0], renamed.Add("Mul", product.Input, renamed.UniqueName("other")).Output[0]);
        renamed.Remove(product);
        renamed.Update();

        ComparisonResult result = Compare(Chain(2, 10), renamed);

        Assert.Equal([product.Output[0]], result.OnlyInFirst);
        Assert.Equal(["other"], result.OnlyInSecond);
        Assert.Equal(double.PositiveInfinity, Assert.Single(result.Layers).Tensor.SqnrDb);
    }

    [Fact]
    public void Run_WithAnotherInputSize_NamesBoth()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ModelComparer.Run(
            Chain(2, 10), "a.onnx", Chain(2, 10, width: 3), "b.onnx", Images));

        Assert.StartsWith(
            "b.onnx: expected the inputs of a.onnx, x: Float32 [1, 1, 1, 2], found x: Float32 [1, 1, 1, 3].",
            fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutImages_SaysSo()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ModelComparer.Run(
            Chain(2, 10), "a.onnx", Chain(2, 10), "b.onnx", new FixedImages(Dims)));

        Assert.Contains("expected images to compare the models on, found none", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_OfAValueThatBecameInfinite_CountsItAsLost()
    {
        TensorDifference difference = new("t");

        difference.Add([1f, 2f, 3f], [1f, float.PositiveInfinity, float.NaN]);

        Assert.Equal(2, difference.LostElements);
        Assert.Equal(double.PositiveInfinity, difference.MaxError);
        Assert.Equal(double.NegativeInfinity, difference.SqnrDb);
    }

    private static ComparisonResult Compare(OnnxGraph first, OnnxGraph second, ComparisonOptions? options = null)
        => ModelComparer.Run(first, "a.onnx", second, "b.onnx", Images, options);

    /// <summary>y = x·factor + offset.</summary>
    private static OnnxGraph Chain(float factor, float offset, int width = 2)
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 1, 1, 1, width);
        builder.Output("y", builder.Add(builder.Mul(x, builder.Scalar(factor)), builder.Scalar(offset)));
        return OnnxGraph.Open(builder.Build("test"), "chain");
    }

    /// <summary>Position of the largest of x·factor.</summary>
    private static OnnxGraph Largest(float factor)
    {
        OnnxGraphBuilder builder = new("test");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 1, 1, 1, 2);
        builder.Output("label", builder.ArgMax(builder.Mul(x, builder.Scalar(factor)), 3));
        return OnnxGraph.Open(builder.Build("test"), "labels");
    }
}
