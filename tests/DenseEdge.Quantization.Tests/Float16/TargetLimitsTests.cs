using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Float16;

namespace DenseEdge.Quantization.Tests.Float16;

/// <summary>What a target's profile says reaches the conversion.</summary>
public sealed class TargetLimitsTests
{
    /// <summary>TensorRT 8.5 reads scales as FP32 and makes shapes' constants in FP32; 11 takes FP16 scales.</summary>
    [Fact]
    public void For_ATarget_BlocksWhatItRunsInFloatsOnly()
    {
        IReadOnlySet<string> old = new HalfOptions().For(TargetProfiles.Find("jetpack5")).BlockedOperators;
        IReadOnlySet<string> young = new HalfOptions().For(TargetProfiles.Find("trt11")).BlockedOperators;

        Assert.Superset(new HashSet<string> { "ConstantOfShape", "QuantizeLinear", "DequantizeLinear" }, new HashSet<string>(old));
        Assert.DoesNotContain("QuantizeLinear", young);
        Assert.DoesNotContain("Conv", old);
    }

    [Fact]
    public void For_ATarget_KeepsWhatWasBlockedBefore()
    {
        HalfOptions options = new() { BlockedOperators = new HashSet<string> { "Tanh" } };

        Assert.Contains("Tanh", options.For(TargetProfiles.Find("cpu")).BlockedOperators);
    }

    [Fact]
    public void Convert_ForATargetThatHasAnOperatorInFloatsOnly_KeepsItInFloats()
    {
        TargetProfile target = TargetProfiles.Find("jetpack6.2");
        Dictionary<string, IReadOnlyList<GraphElementType>> operators = new(target.Operators)
        {
            ["Sigmoid"] = [GraphElementType.Float32],
        };
        OnnxGraphBuilder builder = new("tanh");
        GraphValue x = builder.Input("x", GraphElementType.Float32, 1, 4, 3, 5);
        builder.Output("y", builder.Relu(builder.Sigmoid(builder.Relu(x))));
        OnnxGraph graph = OnnxGraph.Open(builder.Build("tests"), "tanh");

        HalfReport report = HalfPrecision.Convert(graph, new HalfOptions().For(target with { Operators = operators }));

        Assert.Contains(report.Islands, island => island.Reason == "the target runs Sigmoid in FP32 only");
    }
}
