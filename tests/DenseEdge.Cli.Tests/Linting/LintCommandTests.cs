using System.CommandLine;
using System.Text.Json;
using DenseEdge.Cli.Commands;
using DenseEdge.Cli.Linting;
using DenseEdge.Cli.Running;
using DenseEdge.Onnx;

namespace DenseEdge.Cli.Tests.Linting;

/// <summary>denseedge lint: its report, its exit codes, and the page that it writes.</summary>
public sealed class LintCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-lint").FullName;

    [Fact]
    public void Lint_AModelThatATargetTakes_EndsWith0()
    {
        (int code, string output, _) = Run(Lint(Model(GraphElementType.Float32), "jetpack5,cpu"));

        Assert.Equal(0, code);
        Assert.Contains(
            "accepted by jetpack5 (JetPack 5.1 (Xavier, Orin)): 0 errors, 0 warnings, 1 info", output, StringComparison.Ordinal);
        Assert.Contains("cpu info GEN-20 model: has no metadata entry 'denseedge'.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_AModelThatATargetRefuses_EndsWith1_WithOneLineAFinding()
    {
        string model = Model(GraphElementType.UInt8);

        (int code, string output, _) = Run(Lint(model, "jetpack5"));

        Assert.Equal(1, code);
        string[] lines = output.TrimEnd().Split('\n');
        Assert.StartsWith("error GEN-14 input 'image': is uint8; the target takes ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("info GEN-20 model: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{model}: refused by jetpack5", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_WithStrict_FailsOnWarnings()
    {
        LintArguments lint = Lint(Model(GraphElementType.Float32, bias: 1e9f), "jetpack5");

        Assert.Equal(0, Run(lint).Code);
        Assert.Equal(1, Run(lint with { IsStrict = true }).Code);
    }

    [Fact]
    public void Lint_WithJson_PrintsWhatALineSays_AndWritesFiles()
    {
        LintArguments lint = Lint(Model(GraphElementType.UInt8), "jetpack5,jetpack7") with { IsJson = true };
        string file = Path.Combine(_folder, "report.json");

        (int code, string output, _) = Run(lint);
        (int fileCode, string lines, _) = Run(lint with { JsonPath = file });

        Assert.Equal((1, 1), (code, fileCode));
        Assert.StartsWith("jetpack5 error GEN-14 ", lines, StringComparison.Ordinal);
        Assert.Equal(output.Trim(), File.ReadAllText(file).Trim());
        JsonElement targets = JsonDocument.Parse(output).RootElement.GetProperty("targets");
        Assert.Equal(2, targets.GetArrayLength());
        Assert.False(targets[0].GetProperty("is_accepted").GetBoolean());
        JsonElement finding = targets[0].GetProperty("findings")[0];
        Assert.Equal("GEN-14", finding.GetProperty("code").GetString());
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal("input 'image'", finding.GetProperty("node").GetString());
    }

    [Theory]
    [InlineData(null, null, null, "lint: expected a model and --target, found no model. Targets: cpu, ")]
    [InlineData("model.onnx", null, null, "found no --target")]
    [InlineData("model.onnx", ",", null, "found no --target")]
    [InlineData("model.onnx", "jetpack9", null, "Unknown target 'jetpack9'. Targets: cpu, directml, jetpack5")]
    [InlineData("model.onnx", "none.json", null, "Expected a target profile, found no file 'none.json'.")]
    [InlineData("model.onnx", "cpu", "other.onnx", "expected a file that ends in .json behind --json, found 'other.onnx'")]
    public void Lint_Misused_EndsWith2_AndSaysHow(string? model, string? targets, string? json, string message)
    {
        (int code, string output, string error) = Run(Lint(model, targets) with { IsJson = json is not null, JsonPath = json });

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Lint_OfAFileThatIsNoModel_SaysSo()
    {
        string path = Path.Combine(_folder, "no.onnx");
        File.WriteAllText(path, "no model");

        InvalidDataException failure = Assert.Throws<InvalidDataException>(() => Run(Lint(path, "cpu")));

        Assert.StartsWith($"{path}: expected an ONNX model", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ACode_TellsAllAboutIt_WithoutAModel()
    {
        (int code, string output, _) = Run(Lint(null, null) with { Explain = "trt-q03" });

        Assert.Equal(0, code);
        string[] lines = output.TrimEnd().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal("TRT-Q03 (error) UINT8 codes", lines[0]);
        Assert.StartsWith("  why      ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("  source   ", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_AnUnknownCode_EndsWith2()
    {
        (int code, _, string error) = Run(Lint(null, null) with { Explain = "CH-99" });

        Assert.Equal(2, code);
        Assert.Equal("denseedge: Unknown code 'CH-99'. Codes: CH-01, CH-02.", error.TrimEnd());
    }

    [Theory]
    [InlineData("model.onnx --target cpu --json", true)]
    [InlineData("model.onnx --target cpu", false)]
    [InlineData("--explain TRT-Q03", false)]
    public void Command_TakesItsOptions(string arguments, bool isJson)
    {
        ParseResult parsed = LintCommand.Create().Parse(arguments);

        Assert.Empty(parsed.Errors);
        Assert.Equal(isJson, parsed.GetResult("--json") is not null);
    }

    [Fact]
    public void Page_IsWhatTheRulesAndProfilesSay()
        => Assert.Equal(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "targets.md")),
            TargetsPage.Write());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static LintArguments Lint(string? model, string? targets) => new()
    {
        Model = model,
        Targets = targets,
        IsJson = false,
        JsonPath = null,
        Explain = null,
        IsStrict = false,
    };

    private static (int Code, string Output, string Error) Run(LintArguments arguments)
    {
        using StringWriter output = new(), errors = new();
        int code = LintVerb.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private string Model(GraphElementType input, float bias = 0)
    {
        OnnxGraphBuilder builder = new("small");
        GraphValue image = builder.Cast(builder.Input("image", input, 1, 3, 8, 8), GraphElementType.Float32);
        builder.Output("y", builder.Relu(builder.Add(image, builder.Scalar(bias))));
        string path = Path.Combine(_folder, $"{input}.onnx");
        builder.Build("tests").Save(path);
        return path;
    }
}
