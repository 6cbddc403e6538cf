using System.Text.Json;
using DenseEdge.Cli.Exporting;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Tests.Exporting;

public sealed class ExportPipelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-export-test-").FullName;

    [Theory]
    [InlineData("cpu", "fp32")]
    [InlineData("jetpack5", "fp32")]
    [InlineData("jetpack6.2", "fp16")]
    [InlineData("directml", "fp16")]
    public void Run_ForATarget_WritesAModelThatItAcceptsAndAReport(string target, string precision)
    {
        ExportPlan plan = Plan(new ExportArguments { Target = target, Precision = precision });

        ExportReport report = Run(plan);

        Assert.True(Linter.Judge(OnnxModel.Load(plan.ModelPath), TargetProfiles.Find(target)).IsAccepted);
        using DensePredictor predictor = DensePredictor.Load(plan.ModelPath);
        Assert.Equal((target, precision), (predictor.Model.Target, predictor.Model.Precision.Key()));
        Assert.True(predictor.Model.HasRandomWeights);

        // Of 40 random classes many are nearly equal: half precision flips some, which in a trained network are few.
        double leastEqual = precision == "fp32" ? 1 : 0.9;
        Assert.InRange(report.Agreement[0].EqualLabels!.Value, leastEqual, 1);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(plan.ReportPath));
        Assert.Equal(target, json.RootElement.GetProperty("target").GetProperty("name").GetString());
        Assert.Equal(precision, json.RootElement.GetProperty("precision").GetString());
        Assert.Equal(4, json.RootElement.GetProperty("agreement_with_fp32").GetProperty("tasks").GetArrayLength());
        Assert.Contains(plan.ModelPath, ExportReportText.Describe(report), StringComparison.Ordinal);
    }

    /// <summary>The ranges that images show reach FP16 too; without them the report warns.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData("synthetic", false)]
    public void Run_OfHalvesWithImages_UsesTheirRanges(string? calibrate, bool warns)
    {
        ExportReport report = Run(Plan(new ExportArguments
        {
            Target = "jetpack6",
            Precision = "fp16",
            Calibrate = calibrate,
            Images = calibrate is null ? null : 1,
        }));

        string casts = report.Steps.Single(step => step.Name == "casts").Description;
        Assert.Equal(warns, casts.Contains("No calibrated ranges", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OfAConfiguration_ExportsItsNetwork()
    {
        string file = Path.Combine(_folder, "net.json");
        File.WriteAllText(
            file, """{"network": {"refinement": "none", "genotype": null, "neck_channels": 16, "task_channels": 8}}""");
        ExportPlan plan = ExportPlanner.Plan(new ExportArguments
        {
            Config = file,
            RandomWeights = true,
            Size = "64x96",
            Camera = "128x128",
            Letterbox = true,
            Out = Path.Combine(_folder, "net.onnx"),
        });

        ExportReport report = Run(plan);

        using DensePredictor predictor = DensePredictor.Load(plan.ModelPath);
        using DensePrediction prediction = predictor.Run(new Rgb24Image(128, 128));
        Assert.Equal((64, 64), (prediction.Height, prediction.Width));
        Assert.Null(report.Metadata.Genotype);
        Assert.Contains("fitted to 64x64 of the network's 64x96", ExportReportText.Describe(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ForATargetThatRefusesTheModel_WritesNothing()
    {
        string profile = Path.Combine(_folder, "strict.json");
        File.WriteAllText(profile, BuiltIn("jetpack5").Replace("\"Resize\"", "\"Rezise\"", StringComparison.Ordinal));
        ExportPlan plan = Plan(new ExportArguments { Target = profile });

        string message = Assert.Throws<InvalidDataException>(() => Run(plan)).Message;

        Assert.Contains("would not accept this model; nothing was written", message, StringComparison.Ordinal);
        Assert.Contains("Resize", message, StringComparison.Ordinal);
        Assert.Equal([profile], Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string BuiltIn(string target)
    {
        using Stream stream = typeof(TargetProfiles).Assembly.GetManifestResourceStream($"targets/{target}.json")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static ExportReport Run(ExportPlan plan)
    {
        using ProgressDisplay display = new(TextWriter.Null, redraws: false);
        return ExportPipeline.Run(plan, display, CancellationToken.None);
    }

    private ExportPlan Plan(ExportArguments arguments) => ExportPlanner.Plan(arguments with
    {
        Preset = "nyud-mobilenet-atrc",
        RandomWeights = true,
        Size = "64x96",
        Out = Path.Combine(_folder, "model.onnx"),
    });
}
