namespace DenseEdge.Onnx.Tests;

/// <summary>Every operator of the builder, run by ONNX Runtime against the same arithmetic in plain C#.</summary>
public sealed class OperatorTests
{
    private static readonly float[] Mixed = [-2.5f, -1f, -0.25f, 0.5f, 1.5f, 4f];

    public static TheoryData<string> UnaryNames => new(
        "Relu", "Neg", "Abs", "Exp", "Sigmoid", "Softplus", "HardSigmoid", "HardSwish", "Clip", "ClipAbove", "Sqrt", "Log");

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Unary_OnEveryElement_MatchesTheFormula(string name)
    {
        float[] input = name is "Sqrt" or "Log" ? [.. Mixed.Select(MathF.Abs)] : Mixed;
        float[] expected = [.. input.Select(x => Formula(name, x))];

        float[] actual = Ort.Run(Model([2, 3], (graph, x) => Apply(graph, name, x)), ("x", input));

        AssertClose(expected, actual);
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Mul")]
    [InlineData("Div")]
    [InlineData("Max")]
    [InlineData("Min")]
    public void Binary_WithARowThatBroadcasts_MatchesTheFormula(string name)
    {
        float[] row = [3f, -0.5f, 2f];
        OnnxModel model = Model([2, 3], (graph, x) => Apply(graph, name, x, graph.Initializer(row, [3])));

        float[] actual = Ort.Run(model, ("x", Mixed));

        AssertClose([.. Mixed.Select((x, i) => Formula(name, x, row[i % 3]))], actual);
    }

    [Fact]
    public void MatMul_BroadcastsTheOuterDimensions()
    {
        float[] left = Ramp(2 * 2 * 3), right = Ramp(3 * 2, -1f);
        float[] expected = new float[8];
        for (int i = 0; i < 8; i++)
        {
            expected[i] = Enumerable.Range(0, 3).Sum(k => left[(i / 2 * 3) + k] * right[(k * 2) + (i % 2)]);
        }

        float[] actual = Ort.Run(Model([2, 2, 3], (graph, x) => graph.MatMul(x, graph.Initializer(right, [3, 2]))), ("x", left));

        AssertClose(expected, actual);
    }

    [Fact]
    public void Softmax_AlongTheMiddleAxis_SumsToOneThere()
    {
        float[] input = Ramp(12);
        float[] expected = new float[12];
        for (int n = 0; n < 2; n++)
        {
            for (int w = 0; w < 2; w++)
            {
                float sum = Enumerable.Range(0, 3).Sum(c => MathF.Exp(input[(n * 6) + (c * 2) + w]));
                for (int c = 0; c < 3; c++)
                {
                    expected[(n * 6) + (c * 2) + w] = MathF.Exp(input[(n * 6) + (c * 2) + w]) / sum;
                }
            }
        }

        AssertClose(expected, Ort.Run(Model([2, 3, 2], (graph, x) => graph.Softmax(x, -2)), ("x", input)));
    }

    [Fact]
    public void ArgMax_TakesTheFirstOfEquals_AndCastsToBytes()
    {
        float[] input = [1, 5, 5, 2, 7, 0];

        OnnxModel model = Model([1, 3, 2], (graph, x) => graph.Cast(graph.ArgMax(x, 1), GraphElementType.UInt8));

        // Columns are (1, 5, 7) and (5, 2, 0).
        Assert.Equal([2, 0], Ort.Run<byte>(model, ("x", input)));
        float[] equal = [4, 3, 4, 3, 4, 3];
        Assert.Equal([0, 0], Ort.Run<byte>(model, ("x", equal)));
    }

    [Fact]
    public void Reductions_OverRows_MatchTheFormulas()
    {
        Assert.Equal([-3.75f, 6f], Ort.Run(Model([2, 3], (graph, x) => graph.ReduceSum(x, keepDims: false, 1)), ("x", Mixed)));
        AssertClose([-1.25f, 2f], Ort.Run(Model([2, 3], (graph, x) => graph.ReduceMean(x, keepDims: true, -1)), ("x", Mixed)));
        Assert.Equal([0.5f, 1.5f, 4f], Ort.Run(Model([2, 3], (graph, x) => graph.ReduceMax(x, keepDims: false, 0)), ("x", Mixed)));
        AssertClose(
            [MathF.Sqrt(7.3125f), MathF.Sqrt(18.5f)],
            Ort.Run(Model([2, 3], (graph, x) => graph.ReduceL2(x, keepDims: true, 1)), ("x", Mixed)));
    }

    private static OnnxModel Model(int[] dims, Func<OnnxGraphBuilder, GraphValue, GraphValue> body)
    {
        OnnxGraphBuilder graph = new("operator");
        graph.Output("y", body(graph, graph.Input("x", GraphElementType.Float32, dims)));
        return graph.Build("test");
    }

    private static GraphValue Apply(OnnxGraphBuilder graph, string name, GraphValue x) => name switch
    {
        "Relu" => graph.Relu(x),
        "Neg" => graph.Neg(x),
        "Abs" => graph.Abs(x),
        "Exp" => graph.Exp(x),
        "Sigmoid" => graph.Sigmoid(x),
        "Softplus" => graph.Softplus(x),
        "HardSigmoid" => graph.HardSigmoid(x),
        "HardSwish" => graph.HardSwish(x),
        "Clip" => graph.Clip(x, -1f, 1f),
        "ClipAbove" => graph.Clip(x, 0.25f, null),
        "Sqrt" => graph.Sqrt(x),
        _ => graph.Log(x),
    };

    private static float Formula(string name, float x) => name switch
    {
        "Relu" => MathF.Max(x, 0),
        "Neg" => -x,
        "Abs" => MathF.Abs(x),
        "Exp" => MathF.Exp(x),
        "Sigmoid" => 1 / (1 + MathF.Exp(-x)),
        "Softplus" => MathF.Log(1 + MathF.Exp(x)),
        "HardSigmoid" => Math.Clamp((x / 6) + 0.5f, 0, 1),
        "HardSwish" => x * Math.Clamp((x / 6) + 0.5f, 0, 1),
        "Clip" => Math.Clamp(x, -1, 1),
        "ClipAbove" => MathF.Max(x, 0.25f),
        "Sqrt" => MathF.Sqrt(x),
        _ => MathF.Log(x),
    };

    private static GraphValue Apply(OnnxGraphBuilder graph, string name, GraphValue x, GraphValue y) => name switch
    {
        "Add" => graph.Add(x, y),
        "Sub" => graph.Sub(x, y),
        "Mul" => graph.Mul(x, y),
        "Div" => graph.Div(x, y),
        "Max" => graph.Max(x, y),
        _ => graph.Min(x, y),
    };

    private static float Formula(string name, float x, float y) => name switch
    {
        "Add" => x + y,
        "Sub" => x - y,
        "Mul" => x * y,
        "Div" => x / y,
        "Max" => MathF.Max(x, y),
        _ => MathF.Min(x, y),
    };

    private static float[] Ramp(int count, float offset = 0.5f)
        => [.. Enumerable.Range(0, count).Select(i => (i * 0.25f) + offset)];

    // A few units in the last place: ONNX Runtime approximates exponentials and sums in another order.
    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5f * MathF.Max(1, MathF.Abs(expected[i])));
        }
    }
}
