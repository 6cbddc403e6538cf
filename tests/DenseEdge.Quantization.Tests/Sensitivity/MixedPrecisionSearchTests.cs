using DenseEdge.Onnx;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Quantization.Tests.Sensitivity;

public sealed class MixedPrecisionSearchTests
{
    private static readonly CalibrationTable Calibration = Quantizer.Calibrate(SmallNetwork.Build(), SmallNetwork.Source());

    [Fact]
    public void Run_WholeModelWithinTheBudget_MeasuresNoBlock()
    {
        MixedPrecisionResult result = Run(new Costs { ["Conv_1"] = 0.004 }, "1%");

        Assert.Equal(5, result.Chosen!.IntegerNodes.Count);
        Assert.Single(result.Attempts);
        Assert.Empty(result.Sensitivities);
        Assert.Equal(1, result.IntegerShare);
    }

    [Fact]
    public void Run_OneCostlyBlock_KeepsThatOneFloat()
    {
        MixedPrecisionResult result = Run(new Costs { ["Conv_1"] = 0.004, ["Conv_3"] = 0.03, ["Conv_4"] = 0.001 }, "1%");

        Assert.DoesNotContain("Conv_3", result.Chosen!.IntegerNodes);
        Assert.Equal(4, result.Chosen.IntegerNodes.Count);
        Assert.Equal(["Conv_3"], result.Attempts.Last(attempt => attempt.Fits).FloatBlocks);
        Assert.Equal(3, result.Sensitivities.MaxBy(entry => entry.WorstShare)!.WorstShare, 1e-6);
        Assert.InRange(result.IntegerShare, 0.5, 0.999);
    }

    /// <summary>Two tasks, two culprits: a mixture must satisfy both.</summary>
    [Fact]
    public void Run_EveryTaskHasItsBudget()
    {
        MixedPrecisionResult result = Run(new Costs { ["Conv_0"] = 0.02, OfSecondTask = { ["Conv_2"] = 0.05 } }, "1%");

        Assert.Equal(["Conv_1", "Conv_3", "Conv_4"], result.Chosen!.IntegerNodes);
    }

    [Fact]
    public void Run_NoMixtureWithinTheBudget_ShipsTheFloatModelAndSaysSo()
    {
        MixedPrecisionResult result = Run(
            new Costs { ["Conv_0"] = 1, ["Conv_1"] = 1, ["Conv_2"] = 1, ["Conv_3"] = 1, ["Conv_4"] = 1 }, "0.5pt");

        Assert.Null(result.Chosen);
        Assert.Equal("No mixture is within the budget: the float model is shipped.", result.Verdict);
    }

    [Fact]
    public void Run_MixtureThatIsNotFaster_ShipsTheFloatModelAndSaysSo()
    {
        MixedPrecisionResult result = Run(new Costs { FloatMs = 10, IntegerMs = 12 }, "1%");

        Assert.Null(result.Chosen);
        Assert.Contains("not faster than float (12.0 ms against 10.0 ms)", result.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1%", 0.01, true)]
    [InlineData("0.5pt", 0.005, false)]
    public void Parse_ShareOrPoints(string text, double amount, bool isRelative)
        => Assert.Equal(new AccuracyBudget(amount, isRelative), AccuracyBudget.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0%")]
    [InlineData("-1%")]
    [InlineData("NaN%")]
    public void Parse_AnythingElse_SaysWhatWasExpected(string text)
        => Assert.Contains("such as 1%", Assert.Throws<FormatException>(() => AccuracyBudget.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Compare_OfAnErrorMetric_CountsMoreAsWorse()
    {
        TaskLoss loss = AccuracyBudget.Parse("2%").Compare(
            [new TaskMetric("depth", "RMSE", 0.5, false)], [new TaskMetric("depth", "RMSE", 0.505, false)]).Single();

        Assert.Equal(0.01, loss.Loss, 1e-12);
        Assert.Equal(0.5, loss.BudgetShare, 1e-12);
        Assert.True(loss.Fits);
    }

    private static MixedPrecisionResult Run(Costs costs, string budget)
        => MixedPrecisionSearch.Run(
            SmallNetwork.Build(), Calibration, new QuantizationOptions { Flavor = IntegerFlavor.Cpu }, AccuracyBudget.Parse(budget), costs);

    /// <summary>Two tasks whose metrics fall by a known amount for every convolution that is integer.</summary>
    private sealed class Costs : Dictionary<string, double>, IModelScore
    {
        public Dictionary<string, double> OfSecondTask { get; } = [];

        public double? FloatMs { get; init; }

        public double? IntegerMs { get; init; }

        public IReadOnlyList<TaskMetric> Measure(OnnxModel model)
        {
            HashSet<string> integers = Integers(model);
            return
            [
                new TaskMetric("semseg", "mIoU", 1 - this.Where(cost => integers.Contains(cost.Key)).Sum(cost => cost.Value), true),
                new TaskMetric(
                    "depth", "RMSE", 2 + (2 * OfSecondTask.Where(cost => integers.Contains(cost.Key)).Sum(cost => cost.Value)), false),
            ];
        }

        public double? LatencyMs(OnnxModel model) => Integers(model).Count > 0 ? IntegerMs : FloatMs;

        private static HashSet<string> Integers(OnnxModel model)
        {
            GraphProto graph = model.Proto.Graph;
            HashSet<string> dequantized = [.. graph.Node.Where(node => node.OpType == "DequantizeLinear").Select(node => node.Output[0])];
            return [.. graph.Node.Where(node => node.OpType == "Conv" && dequantized.Contains(node.Input[1])).Select(node => node.Name)];
        }
    }
}
