using DenseEdge.Onnx;
using DenseEdge.Onnx.Engines;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Integers;
using DenseEdge.Training.QuantizationAware;
using DenseEdge.Training.Tests.Engine;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.QuantizationAware;

/// <summary>
/// The integer model as torch computes it in training against the same model on ONNX Runtime. Both add the products of a
/// convolution in different orders; a sum that lies half-way between two codes but for the last bit may become either.
/// </summary>
public sealed class QuantizedGraphTests
{
    /// <summary>Share of the activations of all layers that may have another code.</summary>
    private const double OtherCodes = 1e-4;

    /// <summary>Root mean square of the predictions' difference as a share of their own spread: what one other code in an early
    /// layer makes of them, 0.003. Rounding itself makes far more.</summary>
    private const double PredictionNoise = 5e-3;

    /// <summary>Means of two codes lie half-way again and again, and floating point decides.</summary>
    private const double OtherCodesOfMeans = 0.02;

    [Theory]
    [InlineData(IntegerFlavor.Cpu)]
    [InlineData(IntegerFlavor.TensorRtWeak)]
    public void Forward_OfAnIntegerModel_HasTheEnginesCodesAndPredictions(IntegerFlavor flavor)
    {
        QuantizedRooms rooms = QuantizedRooms.Make(flavor);
        OnnxGraph graph = OnnxGraph.Open(rooms.Quantized, "test");
        string[] pairs = [.. graph.Nodes
            .Where(node => node.OpType == "DequantizeLinear" && graph.Producer(node.Input[0])?.OpType == "QuantizeLinear")
            .Select(node => node.Output[0])];
        using GraphNetwork network = GraphNetwork.Make(
            graph, OnnxGraph.Open(rooms.Original, "test"), [.. rooms.Predictions(), .. pairs], rooms.LimitsPairs);

        AssertAgreement(network, rooms, rooms.Quantized, pairs);
    }

    [Fact]
    public void Forward_ThroughAnIntegerResize_IsOffByOneCodeWhereMeansAreHalfWay()
    {
        using DisposeScope scope = NewDisposeScope();
        QuantizedRooms rooms = QuantizedRooms.Make(IntegerFlavor.Cpu, resizesIntegers: true);
        OnnxGraph graph = OnnxGraph.Open(rooms.Quantized, "test");
        string pair = graph.Nodes.First(node => node.OpType == "Resize").Output[0] + "/dq";
        float scale = graph.Floats(graph.Producer(pair)!.Input[1])[0];
        using GraphNetwork network = GraphNetwork.Make(
            graph, OnnxGraph.Open(rooms.Original, "test"), [pair], rooms.LimitsPairs);

        float[] found = Values(network.call(Image(rooms))[pair]);

        double[] codes = [.. EngineValues.Of(rooms.Quantized, Pixels(rooms), [pair])[pair]
            .Zip(found, (one, other) => Math.Round((one - other) / scale, 3))];
        Assert.All(codes, difference => Assert.InRange(difference, -1, 1));
        Assert.InRange(codes.Average(Math.Abs), 0, OtherCodesOfMeans);
    }

    [Theory]
    [InlineData(IntegerFlavor.Cpu)]
    [InlineData(IntegerFlavor.TensorRtWeak)]
    public void ToModel_AfterTraining_IsTheSameGraphWithOtherCodes_AndWhatTorchTrained(IntegerFlavor flavor)
    {
        QuantizedRooms rooms = QuantizedRooms.Make(flavor);
        QuantizationAwareOptions options = new() { Steps = 2, LearningRate = 0.5, LimitsPairs = rooms.LimitsPairs };
        using QuantizationAwareTraining training =
            QuantizationAwareTraining.Start(rooms.Quantized, rooms.Original, rooms.Run, options, rooms.Samples);

        training.Run(progress: null, CancellationToken.None);

        OnnxModel trained = training.ToModel();
        OnnxGraph before = OnnxGraph.Open(rooms.Quantized, "before"), after = OnnxGraph.Open(trained, "after");
        Assert.Equal(
            before.Nodes.Select(node => (node.OpType, node.Output[0])), after.Nodes.Select(node => (node.OpType, node.Output[0])));
        string[] scales = [.. before.Initializers.Where(name => name.EndsWith("/scale", StringComparison.Ordinal))];
        Assert.NotEmpty(scales);
        Assert.All(scales, name => Assert.Equal(before.Floats(name), after.Floats(name)));
        string[] codes = [.. before.Initializers.Where(name => before.Info(name).ElementType == GraphElementType.Int8
            && !name.EndsWith("/zero", StringComparison.Ordinal))];
        Assert.All(codes, name => Assert.InRange(after.Integers(name).Max(Math.Abs), 1, 127));
        Assert.All(rooms.LimitsPairs ? Sums(after) : [], sum => Assert.InRange(sum, 0, SixteenBitPairs.GreatestSum));
        Assert.Contains(codes, name => !before.Integers(name).SequenceEqual(after.Integers(name)));
        AssertAgreement(training.Network, rooms, trained, []);
    }

    private static IEnumerable<double> Sums(OnnxGraph graph)
        => from node in graph.Nodes
           where node.OpType == "Conv" && graph.Producer(node.Input[1]) is not null
           let codes = graph.Producer(node.Input[1])!.Input[0]
           from sum in SixteenBitPairs.GreatestSums(
               node, graph.Info(codes).Dims, Array.ConvertAll(graph.Integers(codes), code => (float)code))
           select sum;

    private static void AssertAgreement(GraphNetwork network, QuantizedRooms rooms, OnnxModel model, string[] pairs)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyDictionary<string, Tensor> found = network.call(Image(rooms));

        string[] predictions = rooms.Predictions();
        IReadOnlyDictionary<string, float[]> expected = EngineValues.Of(model, Pixels(rooms), [.. predictions, .. pairs]);
        Assert.All(predictions, name => Assert.InRange(Noise(expected[name], Values(found[name])), 0, PredictionNoise));
        Assert.InRange(
            pairs.Select(name => expected[name].Zip(Values(found[name])).Average(pair => pair.First == pair.Second ? 0.0 : 1.0))
                .DefaultIfEmpty(0).Average(),
            0, OtherCodes);
    }

    private static byte[] Pixels(QuantizedRooms rooms) => rooms.Frame(1).Pixels.ToArray();

    private static Tensor Image(QuantizedRooms rooms)
        => tensor(Pixels(rooms)).reshape(1, TinyRun.Height, TinyRun.Width, 3).to_type(ScalarType.Float32);

    private static float[] Values(Tensor tensor) => [.. Numbers.Values(tensor).Select(value => (float)value)];

    private static double Noise(float[] expected, float[] found)
    {
        double mean = expected.Average(value => (double)value);
        double spread = expected.Average(value => Math.Pow(value - mean, 2));
        return Math.Sqrt(expected.Zip(found).Average(pair => Math.Pow((double)pair.First - pair.Second, 2)) / spread);
    }
}
