using DenseEdge.Cli.Exporting;
using DenseEdge.Cli.ModelComparison;
using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Cli.Tests.BadInput;

/// <summary>What is wrong with a file or with data is told in one message with exit code 1, and nothing is left behind.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-bad-input-").FullName;
    private readonly string _images;

    public BadInputTests()
    {
        _images = Directory.CreateDirectory(Path.Combine(_folder, "good-images")).FullName;
        ImageFile.Write(Path.Combine(_images, "0.png"), new Rgb24Image(20, 30));
        ImageFile.Write(Path.Combine(_images, "1.png"), new Rgb24Image(30, 20));
    }

    public static TheoryData<string> Faults => [.. BadModels.Kinds.Keys];

    /// <summary>Faults of a model that the processor's engine takes all the same, or that only a quantiser minds.</summary>
    public static TheoryData<string> FaultsForTheLinter => [.. BadModels.Kinds.Keys.Where(kind => kind is not "two-inputs")];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Quantize_OfABadModel_SaysWhatIsWrong(string kind)
    {
        string model = BadModels.Write(_folder, kind);

        await Refused(BadModels.Kinds[kind], () => QuantizeVerb.Run(Quantize(model), CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task CompareModels_WithABadModel_SaysWhatIsWrong(string kind)
    {
        string bad = BadModels.Write(_folder, kind), good = Path.Combine(_folder, "good.onnx");
        BadModels.Good().Save(good);

        await Refused(BadModels.Kinds[kind], () => CompareModelsVerb.Run(Compare(good, bad, _images), CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(FaultsForTheLinter))]
    public async Task Lint_OfABadModel_SaysWhatIsWrong(string kind)
    {
        string model = BadModels.Write(_folder, kind);
        StringWriter output = new(), misuse = new();

        (int code, string error) = await Guarded(() => LintVerb.Run(
            new LintArguments
            {
                Model = model,
                Targets = "jetpack6",
                IsJson = false,
                JsonPath = null,
                IsStrict = false,
                Explain = null,
            },
            output, misuse));

        Assert.Equal(1, code);
        Assert.Contains(BadModels.Kinds[kind], error + output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-images", "expected images to calibrate with, found none")]
    [InlineData("no-folder", "/images'")]
    [InlineData("damaged-image", "0.png")]
    public async Task Quantize_WithBadImages_SaysWhatIsWrong(string kind, string expected)
    {
        string model = Path.Combine(_folder, "good.onnx"), images = BadImages(kind);
        BadModels.Good().Save(model);

        await Refused(expected, () => QuantizeVerb.Run(Quantize(model) with { Calibrate = images }, CancellationToken.None));
    }

    [Theory]
    [InlineData("no-images", "found none")]
    [InlineData("no-folder", "/images'")]
    [InlineData("damaged-image", "0.png")]
    public async Task CompareModels_WithBadImages_SaysWhatIsWrong(string kind, string expected)
    {
        string model = Path.Combine(_folder, "good.onnx"), images = BadImages(kind);
        BadModels.Good().Save(model);

        await Refused(expected, () => CompareModelsVerb.Run(Compare(model, model, images), CancellationToken.None));
    }

    [Theory]
    [InlineData("no-images", "expected images to calibrate with, found none")]
    [InlineData("no-folder", "/images'")]
    [InlineData("damaged-image", "0.png")]
    public async Task Export_WithBadImages_SaysWhatIsWrong(string kind, string expected)
    {
        ExportArguments arguments = new()
        {
            Preset = "nyud-mobilenet-atrc",
            RandomWeights = true,
            Size = "32x32",
            Precision = "int8",
            Calibrate = BadImages(kind),
            Out = Path.Combine(_folder, "model.onnx"),
        };

        await Refused(expected, () => ExportVerb.Run(arguments, CancellationToken.None));
    }

    /// <summary>The data's classes are not the model's: a score would mean nothing.</summary>
    [Fact]
    public async Task Export_WithABudgetOnOtherData_NamesBoth()
    {
        ExportArguments arguments = new()
        {
            Preset = "nyud-mobilenet-atrc",
            RandomWeights = true,
            Size = "32x32",
            Precision = "fp16",
            Calibrate = "synthetic",
            Images = 2,
            AccuracyBudget = "1%",
            Out = Path.Combine(_folder, "model.onnx"),
        };

        await Refused("are not the data's", () => ExportVerb.Run(arguments, CancellationToken.None));
    }

    /// <summary>A channel that is 0 throughout is no fault: its scale stays above 0, which TensorRT insists on.</summary>
    [Theory]
    [InlineData("cpu")]
    [InlineData("jetpack6")]
    [InlineData("trt11")]
    public async Task Quantize_OfADeadChannel_WritesAModelThatTheTargetTakes(string target)
    {
        string model = Path.Combine(_folder, "dead.onnx"), output = Path.Combine(_folder, "out.onnx");
        BadModels.Good(deadChannel: 2).Save(model);

        (int code, string error) = await Guarded(
            () => QuantizeVerb.Run(Quantize(model) with { Target = target }, CancellationToken.None));

        Assert.True(code == 0, error);
        Assert.True(Linter.Judge(OnnxModel.Load(output), TargetProfiles.Find(target)).IsAccepted);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task Refused(string expected, Func<int> verb)
    {
        string[] before = Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories);

        (int code, string error) = await Guarded(verb);

        Assert.Equal(1, code);
        string message = error.Split('\n').Single(line => line.StartsWith("denseedge: ", StringComparison.Ordinal));
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(
            before.Order(), Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Order());
    }

    private static async Task<(int Code, string Error)> Guarded(Func<int> verb)
    {
        TextWriter standard = Console.Error;
        using StringWriter error = new();
        Console.SetError(error);
        try
        {
            return (await CommandFailure.Guard(() => Task.FromResult(verb())), error.ToString());
        }
        finally
        {
            Console.SetError(standard);
        }
    }

    private QuantizeArguments Quantize(string model) => new()
    {
        Model = model,
        Calibrate = _images,
        Target = "cpu",
        Output = Path.Combine(_folder, "out.onnx"),
        Scaling = PixelScaling.Bytes,
    };

    private CompareModelsArguments Compare(string first, string second, string images) => new()
    {
        First = first,
        Second = second,
        Data = images,
        Html = Path.Combine(_folder, "page.html"),
        Json = Path.Combine(_folder, "numbers.json"),
        Scaling = PixelScaling.Bytes,
    };

    private string BadImages(string kind)
    {
        string folder = Path.Combine(_folder, "images");
        switch (kind)
        {
            case "no-images":
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, "notes.txt"), "nothing to see");
                break;
            case "damaged-image":
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, "0.png"), "this is no picture");
                break;
            default:
                break;
        }

        return folder;
    }
}
