using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Quantization.Float16;

namespace DenseEdge.Quantization.Tests.Float16;

/// <summary>
/// The places of the network where FP16 loses the answer, at 107x140 positions, against plain loops in float64. Each is
/// converted naively too, and then must fail by a wide margin: otherwise the test would prove nothing.
/// </summary>
public sealed class IslandTests
{
    private const int Height = 107, Width = 140, Positions = Height * Width;

    // FP16 rounds to one part in 2048; the results went through it once, at the output's cast or before the island.
    private const double Tolerance = 1.0 / 1024;

    private const double LeastNaiveError = 0.02;

    [Fact]
    public void SpatialMap_AveragingFeatures_KeepsTheMean()
    {
        const int Labels = 3, Channels = 4;
        double[] logits = Numbers(Labels * Positions, i => 3 * Math.Sin(0.37 * i));
        double[] features = Numbers(Channels * Positions, i => 2 + Math.Cos(0.11 * i));
        OnnxGraphBuilder builder = new("test");
        GraphValue map = builder.Softmax(builder.Reshape(Layer(builder, "logits", Labels), 1, Labels, Positions), 2);
        GraphValue flat = builder.Reshape(Layer(builder, "features", Channels), 1, Channels, Positions);
        builder.Output("means", builder.MatMul(flat, builder.Transpose(map, 0, 2, 1)));

        double[] expected = new double[Channels * Labels];
        for (int i = 0; i < expected.Length; i++)
        {
            double[] row = logits[(i % Labels * Positions)..((i % Labels * Positions) + Positions)];
            double sum = row.Sum(Math.Exp);
            expected[i] = row.Select((x, p) => Math.Exp(x) / sum * features[(i / Labels * Positions) + p]).Sum();
        }

        RequireIsland(builder, expected, IslandRule.LongSoftmax, ("logits", logits), ("features", features));
    }

    [Fact]
    public void GlobalContext_OverAllPositions_KeepsTheQuotient()
    {
        const int Channels = 2;
        double[] query = Numbers(Channels * Positions, i => (6 * Math.Sin(0.23 * i)) - 2);
        double[] key = Numbers(Channels * Positions, i => (9 * Math.Cos(0.41 * i)) + 1);
        double[] value = Numbers(Channels * Positions, i => 3 + Math.Sin(0.07 * i));
        OnnxGraphBuilder builder = new("test");
        GraphValue q = Softplus(builder, Layer(builder, "query", Channels), Channels);
        GraphValue k = Softplus(builder, Layer(builder, "key", Channels), Channels);
        GraphValue v = builder.Reshape(Layer(builder, "value", Channels), 1, Channels, Positions);
        GraphValue context = builder.MatMul(v, builder.Transpose(k, 0, 2, 1));
        GraphValue sum = builder.Transpose(builder.ReduceSum(k, true, 2), 0, 2, 1);
        GraphValue weight = builder.Max(builder.MatMul(sum, q), builder.Scalar(1e-12f));
        builder.Output("context", builder.Div(builder.MatMul(context, q), weight));

        double[] expected = GlobalContext(query, key, value, Channels);

        RequireIsland(builder, expected, IslandRule.LongSum, ("query", query), ("key", key), ("value", value));
    }

    [Fact]
    public void Normals_LongAndShort_GetLengthOne()
    {
        // Lengths from 1e-3, whose square is an FP16 subnormal, to 400, whose square is beyond FP16.
        double[] vectors = Numbers(
            3 * Positions, i => Math.Sin(1 + (0.9 * i)) * Math.Pow(10, (i % Positions * 5.6 / Positions) - 3));
        OnnxGraphBuilder builder = new("test");
        GraphValue layer = Layer(builder, "vectors", 3);
        builder.Output("normals", builder.Div(layer, builder.Max(builder.ReduceL2(layer, true, 1), builder.Scalar(1e-12f))));

        double[] expected = new double[vectors.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            double squares = Enumerable.Range(0, 3).Sum(c => Math.Pow(vectors[(c * Positions) + (i % Positions)], 2));
            expected[i] = vectors[i] / Math.Sqrt(squares);
        }

        RequireIsland(builder, expected, IslandRule.Normalization, ("vectors", vectors));
    }

    [Fact]
    public void Depth_AsExponential_KeepsFarValues()
    {
        double[] logits = Numbers(Positions, i => 12 * Math.Sin(0.013 * i));
        OnnxGraphBuilder builder = new("test");
        builder.Output("depth", builder.Exp(Layer(builder, "logits", 1)));

        RequireIsland(builder, [.. logits.Select(Math.Exp)], IslandRule.Exponential, ("logits", logits));
    }

    [Fact]
    public void Depth_AsSoftplus_KeepsNearValues()
    {
        // Near 0 only: relative to the largest, which is what the tolerance means, the tail must still be there.
        double[] logits = Numbers(Positions, i => -8.5 + (2 * Math.Sin(0.013 * i)));
        OnnxGraphBuilder builder = new("test");
        builder.Output("depth", builder.Reshape(Softplus(builder, Layer(builder, "logits", 1), 1), 1, 1, Height, Width));

        RequireIsland(
            builder, [.. logits.Select(x => Math.Log(1 + Math.Exp(x)))], IslandRule.Exponential, ("logits", logits));
    }

    private static void RequireIsland(
        OnnxGraphBuilder builder, double[] expected, IslandRule rule, params (string Name, double[] Values)[] inputs)
    {
        OnnxModel model = builder.Build("test");
        double naive = Error(expected, HalfMachine.RunNaively(OnnxGraph.Open(model, "naive"), inputs));
        OnnxGraph graph = OnnxGraph.Open(model, "converted");
        HalfReport report = HalfPrecision.Convert(graph);
        double converted = Error(expected, HalfMachine.Run(graph, inputs));

        Assert.Contains(report.Islands, island => island.Rule == rule);
        Assert.True(report.HalfNodes >= inputs.Length, $"Expected the layers to be FP16, found {report.HalfNodes} FP16 nodes.");
        Assert.InRange(converted, 0, Tolerance);
        Assert.False(naive < LeastNaiveError, $"Expected the naive conversion to fail, found an error of {naive:G3} only.");
    }

    /// <summary>The largest difference as a share of the largest value; infinite when something is not a number.</summary>
    private static double Error(double[] expected, double[] found)
    {
        double largest = expected.Max(Math.Abs);
        double error = expected.Zip(found, (a, b) => Math.Abs(a - b)).Max();
        return found.All(double.IsFinite) ? error / largest : double.PositiveInfinity;
    }

    /// <summary>An input behind a convolution that copies it: a layer of a network, which is FP16 after conversion.</summary>
    private static GraphValue Layer(OnnxGraphBuilder builder, string name, int channels)
    {
        GraphValue input = builder.Input(name, GraphElementType.Float32, 1, channels, Height, Width);
        float[] identity = new float[channels * channels];
        for (int i = 0; i < channels; i++)
        {
            identity[(i * channels) + i] = 1;
        }

        return builder.Conv(input, builder.Initializer(identity, [channels, channels, 1, 1]), null);
    }

    private static GraphValue Softplus(OnnxGraphBuilder builder, GraphValue input, int channels)
    {
        GraphValue small = builder.Exp(builder.Neg(builder.Abs(input)));
        GraphValue sum = builder.Add(builder.Relu(input), builder.Log(builder.Add(small, builder.Scalar(1))));
        return builder.Reshape(sum, 1, channels, Positions);
    }

    /// <summary>sum over positions of value·key, times query, over the same without the value.</summary>
    private static double[] GlobalContext(double[] query, double[] key, double[] value, int channels)
    {
        static double Plus(double x) => Math.Log(1 + Math.Exp(x));
        double[] result = new double[channels * Positions];
        double[] keys = [.. key.Select(Plus)], queries = [.. query.Select(Plus)];
        double[,] context = new double[channels, channels];
        double[] sums = new double[channels];
        for (int i = 0; i < key.Length; i++)
        {
            (int d, int p) = (i / Positions, i % Positions);
            sums[d] += keys[i];
            for (int c = 0; c < channels; c++)
            {
                context[c, d] += value[(c * Positions) + p] * keys[i];
            }
        }

        for (int i = 0; i < result.Length; i++)
        {
            (int c, int p) = (i / Positions, i % Positions);
            double numerator = 0, denominator = 0;
            for (int d = 0; d < channels; d++)
            {
                numerator += context[c, d] * queries[(d * Positions) + p];
                denominator += sums[d] * queries[(d * Positions) + p];
            }

            result[i] = numerator / denominator;
        }

        return result;
    }

    /// <summary>Values that FP16 holds exactly, so that only what the island does is measured.</summary>
    private static double[] Numbers(int count, Func<int, double> function)
        => [.. Enumerable.Range(0, count).Select(i => (double)(Half)function(i))];
}
