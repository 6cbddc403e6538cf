using DenseEdge.Cli.Exporting;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Cli.Tests.Exporting;

public sealed class ExportPlannerTests
{
    private static readonly ExportArguments Preset =
        new() { Preset = "nyud-mobilenet-atrc", RandomWeights = true, Size = "96x128" };

    [Theory]
    [InlineData("cpu", "fp32", "fp32", "nyud-mobilenet-atrc.onnx")]
    [InlineData("jetpack5", "fp16", "fp16", "nyud-mobilenet-atrc.jetpack5-fp16.onnx")]
    public void Plan_OfATargetAndAPrecision_NamesTheFileAfterThem(string target, string precision, string flavour, string file)
    {
        ExportPlan plan = ExportPlanner.Plan(Preset with { Target = target, Precision = precision });

        Assert.Equal((target, flavour, file), (plan.Target.Name, plan.Flavour.Name, plan.ModelPath));
        Assert.Equal(Path.ChangeExtension(file, ".report.json"), plan.ReportPath);
        Assert.Equal((96, 128), (plan.Source.Network.InputHeight, plan.Source.Network.InputWidth));
        Assert.True(plan.Options.HasRandomWeights);
    }

    [Theory]
    [InlineData("cpu", InputFormat.UInt8Nhwc, GraphElementType.UInt8, false, true)]
    [InlineData("jetpack5", InputFormat.Float32Nchw, GraphElementType.Int32, false, false)]
    [InlineData("jetpack6.2", InputFormat.UInt8Nhwc, GraphElementType.Int32, true, false)]
    [InlineData("directml", InputFormat.UInt8Nhwc, GraphElementType.UInt8, false, false)]
    public void Plan_OfATarget_ChoosesWhatItsEngineTakes(
        string target, InputFormat input, GraphElementType labels, bool castsFirst, bool resizesBytes)
    {
        ExportPlan plan = ExportPlanner.Plan(Preset with { Target = target });

        Assert.Equal(input, plan.Options.Input);
        Assert.Equal(labels, plan.Options.LabelType);
        Assert.Equal((castsFirst, resizesBytes), (plan.Options.CastsFirst, plan.Options.ResizesBytes));
    }

    [Theory]
    [InlineData("jetpack6", "int8-weak")]
    [InlineData("jetpack7", "int8-strong")]
    [InlineData("cpu", "int8-cpu")]
    public void Plan_OfIntegers_TakesTheTargetsFastestFlavour(string target, string flavour)
        => Assert.Equal(
            flavour, ExportPlanner.Plan(Preset with { Target = target, Precision = "int8", Calibrate = "synthetic" }).Flavour.Name);

    [Fact]
    public void Plan_OfALetterboxedCamera_KnowsTheCamera()
    {
        ExportPlan plan = ExportPlanner.Plan(
            Preset with { Camera = "480x640", Letterbox = true, Input = "float-nchw", Output = "logits" });

        Assert.Equal((480, 640), (plan.Options.CameraHeight, plan.Options.CameraWidth));
        Assert.True(plan.Options.Letterbox);
        Assert.Equal((InputFormat.Float32Nchw, AnswerForm.Logits), (plan.Options.Input, plan.Options.Answers));
    }

    [Fact]
    public void Plan_WithEverythingWrong_SaysItAllAtOnce()
    {
        string message = Fault(new ExportArguments
        {
            Run = "somewhere",
            Preset = "cow",
            Target = "jetpack9",
            Precision = "fp12",
            AccuracyBudget = "lots",
            Size = "12x12",
            Input = "bgr",
            Output = "sound",
            Camera = "wide",
            Letterbox = true,
            Out = "/no/such/folder/model.onnx",
        });

        Assert.All(
            [
                "found a run folder and --preset", "Unknown target 'jetpack9'", "found 'fp12'", "found 'lots'", "for --size",
                "found 'bgr'", "found 'sound'", "for --camera", "found no '/no/such/folder'",
            ],
            expected => Assert.Contains(expected, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_WithoutANetwork_SaysWhatItExpects()
        => Assert.Contains(
            "Expected one of a run folder, --preset and --config, found none.",
            Fault(new ExportArguments()),
            StringComparison.Ordinal);

    [Fact]
    public void Plan_OfAnUnknownPreset_SaysWhereTheyAreListed()
        => Assert.Contains("'denseedge presets' lists them", Fault(Preset with { Preset = "cow" }), StringComparison.Ordinal);

    [Fact]
    public void Plan_OfAPresetWithoutRandomWeights_AsksForThem()
        => Assert.Contains("Expected --random-weights", Fault(Preset with { RandomWeights = false }), StringComparison.Ordinal);

    [Fact]
    public void Plan_OfARunWithASeed_SaysThatItHasWeights()
        => Assert.Contains(
            "a run has weights",
            Fault(new ExportArguments { Run = "/no/run", Seed = 3 }),
            StringComparison.Ordinal);

    [Fact]
    public void Plan_OfIntegersWithoutImages_AsksForThem()
        => Assert.Contains(
            "Expected --calibrate DATA with --precision int8",
            Fault(Preset with { Precision = "int8" }),
            StringComparison.Ordinal);

    [Fact]
    public void Plan_OfIntegersForDirectMl_SaysWhatItRuns()
        => Assert.Contains(
            "Expected a precision that directml runs well (fp32, fp16), found int8.",
            Fault(Preset with { Target = "directml", Precision = "int8", Calibrate = "synthetic" }),
            StringComparison.Ordinal);

    [Fact]
    public void Plan_OfBytesForTensorRt85_SaysWhatItTakes()
        => Assert.Contains(
            "Expected an input that jetpack5 takes (float-nchw, float16-nchw), found uint8-nhwc.",
            Fault(Preset with { Target = "jetpack5", Input = "uint8-nhwc" }),
            StringComparison.Ordinal);

    [Fact]
    public void Plan_OfACameraBelowTheNetwork_NamesBothSizes()
        => Assert.Contains(
            "The camera's frame (90x200) is smaller than the network's image (96x128)",
            Fault(Preset with { Camera = "90x200" }),
            StringComparison.Ordinal);

    [Fact]
    public void Plan_OfALetterboxWithoutACamera_AsksForIt()
        => Assert.Contains(
            "A letterbox needs the camera's size",
            Fault(Preset with { Letterbox = true }),
            StringComparison.Ordinal);

    [Fact]
    public void Plan_OfImagesForFp32_SaysThatNothingNeedsThem()
        => Assert.Contains("fp32 needs no ranges", Fault(Preset with { Calibrate = "synthetic" }), StringComparison.Ordinal);

    /// <summary>The grammar is that of denseedge quantize.</summary>
    [Theory]
    [InlineData("1%", 0.01, true)]
    [InlineData("0.5pt", 0.005, false)]
    [InlineData("1%,depth=2%", 0.02, true)]
    public void Plan_WithABudget_ReadsIt(string text, double amount, bool isRelative)
        => Assert.Equal(
            new BudgetAmount(amount, isRelative),
            ExportPlanner.Plan(Preset with { Precision = "fp16", Calibrate = "synthetic", AccuracyBudget = text })
                .AccuracyBudget!.For("depth"));

    [Theory]
    [InlineData("0%")]
    [InlineData("-1%")]
    [InlineData("0.5")]
    [InlineData("%")]
    [InlineData("depth=1%")]
    public void Plan_WithABudgetThatIsNone_SaysSo(string text)
        => Assert.Contains(
            $"found '{text}'",
            Fault(Preset with { Precision = "fp16", Calibrate = "synthetic", AccuracyBudget = text }),
            StringComparison.Ordinal);

    [Fact]
    public void Plan_WithABudgetForATaskThatTheNetworkLacks_NamesBoth()
        => Assert.Contains(
            "Expected tasks of the model (semseg, depth, normals, edge) in the accuracy budget, found 'parts'.",
            Fault(Preset with { Precision = "fp16", Calibrate = "synthetic", AccuracyBudget = "1%,parts=1%" }),
            StringComparison.Ordinal);

    private static string Fault(ExportArguments arguments)
        => Assert.Throws<ArgumentException>(() => ExportPlanner.Plan(arguments)).Message;
}
