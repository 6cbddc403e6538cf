using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Quantization.Tests.Sensitivity;

public sealed class MixedPrecisionSearchTests
{
    private static readonly IntegerConversion Integers = new(
        SmallNetwork.Build(), Quantizer.Calibrate(SmallNetwork.Build(), SmallNetwork.Source()),
        new QuantizationOptions { Flavor = IntegerFlavor.Cpu });

    [Fact]
    public void Run_WholeModelWithinTheBudget_MeasuresNoBlock()
    {
        MixtureResult result = Run(new KnownCosts { ["Conv_1"] = 0.004 }, "1%");

        Assert.Empty(result.Kept!);
        Assert.Single(result.Attempts);
        Assert.Empty(result.Sensitivities);
        Assert.Equal(1, result.ConvertedShare);
    }

    [Fact]
    public void Run_OneCostlyBlock_KeepsThatOneFloat()
    {
        MixtureResult result = Run(new KnownCosts { ["Conv_1"] = 0.004, ["Conv_3"] = 0.03, ["Conv_4"] = 0.001 }, "1%");

        Assert.Equal(["Conv_3"], result.Kept!.Select(block => block.Name));
        Assert.DoesNotContain("Conv_3", Integers.Quantize(result.Kept!).IntegerNodes);
        Assert.Equal(["Conv_3"], result.Attempts.Last(attempt => attempt.Fits).FloatBlocks);
        Assert.Equal(3, result.Sensitivities.MaxBy(entry => entry.WorstShare)!.WorstShare, 1e-6);
        Assert.InRange(result.ConvertedShare, 0.5, 0.999);
    }

    /// <summary>Two tasks, two culprits: a mixture must satisfy both.</summary>
    [Fact]
    public void Run_EveryTaskHasItsBudget()
    {
        MixtureResult result = Run(new KnownCosts { ["Conv_0"] = 0.02, OfSecondTask = { ["Conv_2"] = 0.05 } }, "1%");

        Assert.Equal(["Conv_0", "Conv_2"], result.Kept!.Select(block => block.Name).Order());
    }

    /// <summary>A task with an amount of its own may lose more than the others.</summary>
    [Fact]
    public void Run_TaskWithAnAmountOfItsOwn_MayLoseThat()
    {
        MixtureResult result = Run(new KnownCosts { ["Conv_0"] = 0.02, OfSecondTask = { ["Conv_2"] = 0.05 } }, "1%,depth=6%");

        Assert.Equal(["Conv_0"], result.Kept!.Select(block => block.Name));
    }

    [Fact]
    public void Run_NoMixtureWithinTheBudget_FindsNone()
    {
        MixtureResult result = Run(
            new KnownCosts { ["Conv_0"] = 1, ["Conv_1"] = 1, ["Conv_2"] = 1, ["Conv_3"] = 1, ["Conv_4"] = 1 }, "0.5pt");

        Assert.Null(result.Kept);
        Assert.Equal(0, result.ConvertedShare);
    }

    private static MixtureResult Run(KnownCosts costs, string budget)
        => MixedPrecisionSearch.Run(
            Integers, costs.Measure(SmallNetwork.Build()), AccuracyBudget.Parse(budget), costs);
}
