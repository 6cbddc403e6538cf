using DenseEdge.Onnx;
using DenseEdge.Quantization.Float16;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Quantization.Tests.Sensitivity;

public sealed class VariantSearchTests
{
    private static readonly OnnxModel Plain = SmallNetwork.Build();

    private static readonly IBlockConversion[] Variants =
    [
        new IntegerConversion(
            Plain, Quantizer.Calibrate(Plain, SmallNetwork.Source()), new QuantizationOptions { Flavor = IntegerFlavor.Cpu }),
        new HalfConversion(Plain, new HalfOptions(), "small"),
        new FloatConversion(Plain),
    ];

    [Fact]
    public void Run_IntegersWithinTheBudget_ShipsThemWithoutScoringWhatIsSlower()
    {
        KnownCosts costs = new() { ["Conv_1"] = 0.004 };

        VariantChoice choice = Run(costs, "1%");

        Assert.Equal("int8", choice.Name);
        Assert.Empty(choice.Kept);
        Assert.Equal(2, costs.Scored);
        Assert.Equal(["int8", "fp32", "fp16"], choice.Trials.Select(trial => trial.Name));
        Assert.StartsWith("int8 is shipped. int8: 4.0 ms, within the budget.", choice.Verdict, StringComparison.Ordinal);
        Assert.Contains("fp16: 20.0 ms, not faster, so not scored.", choice.Verdict, StringComparison.Ordinal);
        Assert.EndsWith("measured on this machine.", choice.Verdict, StringComparison.Ordinal);
        Assert.Equal(["semseg", "depth"], choice.Losses.Select(loss => loss.Task));
    }

    [Fact]
    public void Run_IntegersThatNeedOneFloatBlock_ShipsTheMixture()
    {
        VariantChoice choice = Run(new KnownCosts { ["Conv_3"] = 0.03 }, "1%");

        Assert.Equal("int8", choice.Name);
        Assert.Equal(["Conv_3"], choice.Kept.Select(block => block.Name));
        Assert.Contains("5.0 ms, within the budget with 1 of 5 blocks kept finer", choice.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_IntegersOutsideOfTheBudget_ShipsHalfPrecisionIfThatIsFaster()
    {
        VariantChoice choice = Run(AllCostly(halfMs: 6), "1%");

        Assert.Equal("fp16", choice.Name);
        Assert.Contains("int8: 4.0 ms, no mixture is within the budget.", choice.Verdict, StringComparison.Ordinal);
        Assert.Contains("fp32: 10.0 ms, not faster.", choice.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_IntegersOutsideOfTheBudgetAndSlowHalves_ShipsFloats()
    {
        VariantChoice choice = Run(AllCostly(halfMs: 20), "1%");

        Assert.Equal("fp32", choice.Name);
        Assert.Empty(choice.Losses);
    }

    /// <summary>The mixture that fits keeps one block, and its borders cost more than FP16 as a whole.</summary>
    [Fact]
    public void Run_MixtureThatIsSlowerThanHalves_ShipsHalves()
    {
        VariantChoice choice = Run(new KnownCosts { ["Conv_3"] = 0.03, HalfMs = 8, KeptMs = 5 }, "1%");

        Assert.Equal("fp16", choice.Name);
        Assert.Equal(new ModelCost(9, true), choice.Trials[0].MixtureCost);
    }

    [Fact]
    public void Run_BudgetOfATaskThatDoesNotExist_SaysSo()
        => Assert.Contains(
            "found 'parts'",
            Assert.Throws<FormatException>(() => Run([], "1%,parts=1%")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Convert_OfHalvesWithABlockKept_LeavesThatBlockInFloats()
    {
        HalfConversion halves = (HalfConversion)Variants[1];
        NodeBlock kept = halves.Blocks.Single(block => block.Name == "Conv_1");

        (OnnxModel whole, _) = halves.Round([]);
        (OnnxModel mixed, HalfReport report) = halves.Round([kept]);

        Assert.Equal(GraphElementType.Float16, WeightType(whole));
        Assert.Equal(GraphElementType.Float32, WeightType(mixed));
        Assert.Contains(report.Islands, island => island.Rule == IslandRule.Caller);

        static GraphElementType WeightType(OnnxModel model)
        {
            string weight = model.Proto.Graph.Node.Single(node => node.Name == "Conv_1").Input[1];
            return (GraphElementType)model.Proto.Graph.Initializer.Single(tensor => tensor.Name == weight).DataType;
        }
    }

    private static KnownCosts AllCostly(double halfMs) => new()
    {
        ["Conv_0"] = 1,
        ["Conv_1"] = 1,
        ["Conv_2"] = 1,
        ["Conv_3"] = 1,
        ["Conv_4"] = 1,
        HalfMs = halfMs,
    };

    private static VariantChoice Run(KnownCosts costs, string budget)
        => VariantSearch.Run(Plain, Variants, AccuracyBudget.Parse(budget), costs);
}
