using System.Text.Json;
using DenseEdge.Cli.Converting;
using DenseEdge.Cli.Quantizing;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Rewrites;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Cli.Tests.Quantizing;

/// <summary>Models that did not come from DenseEdge: one input, any layout, no metadata.</summary>
public sealed class QuantizeVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-quantize-tests").FullName;

    [Fact]
    public void Run_ForeignModelAndFolderOfImages_WritesModelAndReport()
    {
        string output = Path.Combine(_folder, "out.onnx");

        QuantizeVerb.Run(
            Arguments() with { Output = output, Scaling = new PixelScaling { Scale = 1f / 255 } }, CancellationToken.None);

        OnnxModel model = OnnxModel.Load(output);
        Assert.Contains(model.Proto.Graph.Node, node => node.OpType == "QuantizeLinear");
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "out.json")));
        JsonElement quantization = report.RootElement.GetProperty("quantization");
        Assert.Equal(3, quantization.GetProperty("calibration_images").GetInt32());
        Assert.Equal("Conv_0", Assert.Single(quantization.GetProperty("integer_nodes").EnumerateArray()).GetString());
        JsonElement floating = Assert.Single(quantization.GetProperty("float_nodes").EnumerateArray());
        Assert.Equal("last layer before an output", floating.GetProperty("reason").GetString());
        Assert.InRange(
            quantization.GetProperty("tensors").EnumerateArray().First().GetProperty("max").GetSingle(), 0.5f, 1f);
    }

    [Fact]
    public void Run_FloatInputWithoutScaling_SaysWhichOptionsAreMissing_AndWritesNothing()
    {
        string output = Path.Combine(_folder, "out.onnx");

        ArgumentException failure = Assert.Throws<ArgumentException>(
            () => QuantizeVerb.Run(Arguments() with { Output = output }, CancellationToken.None));

        Assert.Contains("--mean, --std and --scale", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void Run_EmptyFolder_SaysSo()
    {
        string empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;

        InvalidDataException failure = Assert.Throws<InvalidDataException>(() => QuantizeVerb.Run(
            Arguments() with { Calibrate = empty, Scaling = PixelScaling.Bytes }, CancellationToken.None));

        Assert.Contains("expected images to calibrate with, found none", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BudgetForAForeignModel_SaysWhatItNeeds()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => QuantizeVerb.Run(
            Arguments() with { AccuracyBudget = "1%", Scaling = PixelScaling.Bytes }, CancellationToken.None));

        Assert.Contains("needs a model of DenseEdge", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("directml", "Expected a precision that directml runs well (fp32, fp16), found int8.")]
    [InlineData("jetpack4", "Unknown target 'jetpack4'")]
    public void Run_TargetWithoutIntegers_SaysSo(string target, string message)
        => Assert.Contains(
            message,
            Assert.Throws<ArgumentException>(
                () => QuantizeVerb.Run(Arguments() with { Target = target }, CancellationToken.None)).Message,
            StringComparison.Ordinal);

    /// <summary>The rewrites of export run before the calibration of a foreign model too: 2 channels are padded to 4.</summary>
    [Fact]
    public void Run_ForTheProcessor_AppliesTheProcessorsPasses()
    {
        string output = Path.Combine(_folder, "out.onnx");

        QuantizeVerb.Run(Arguments() with { Output = output, Scaling = PixelScaling.Bytes }, CancellationToken.None);

        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "out.json")));
        string[] passes =
            [.. report.RootElement.GetProperty("passes").EnumerateArray().Select(pass => pass.GetProperty("name").GetString()!)];
        Assert.Contains("fold-constants", passes);
        Assert.All(CpuRewrites.PassesFor(ExactPasses.CpuWeightBits), pass => Assert.Contains(pass.Name, passes));
    }

    [Fact]
    public void Run_ModelThatIsQuantizedAlready_SaysSo()
    {
        string quantized = Path.Combine(_folder, "once.onnx");
        QuantizeArguments arguments = Arguments() with { Output = quantized, Scaling = PixelScaling.Bytes };
        QuantizeVerb.Run(arguments, CancellationToken.None);

        InvalidDataException failure = Assert.Throws<InvalidDataException>(() => QuantizeVerb.Run(
            arguments with { Model = quantized, Output = Path.Combine(_folder, "twice.onnx") }, CancellationToken.None));

        Assert.Contains("it is quantised already", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "twice.onnx")));
    }

    [Fact]
    public void Prepare_ChannelsFirst_ScalesAndOrdersTheBytes()
    {
        OnnxGraphBuilder builder = new("input");
        builder.Output("y", builder.Relu(builder.Input("x", GraphElementType.Float32, 1, 3, 1, 2)));
        ImageInput input = ImageInput.Of(
            OnnxGraph.Open(builder.Build("tests"), "test"), "test",
            new PixelScaling { Scale = 0.5f, Mean = [1, 2, 3], Deviation = [1, 2, 4] });

        CalibrationInput prepared = input.Prepare(new Rgb24Image(1, 2, [10, 20, 30, 40, 50, 60]));

        // (byte · 0.5 − mean) / deviation: red 10 and 40, green 20 and 50, blue 30 and 60.
        Assert.Equal([4, 19, 4, 11.5f, 3, 6.75f], (float[])prepared.Values);
        Assert.Equal([1, 3, 1, 2], prepared.Dims);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private QuantizeArguments Arguments()
    {
        string images = Path.Combine(_folder, "images");
        Random random = new(2);
        for (int i = 0; i < 3; i++)
        {
            byte[] pixels = new byte[20 * 30 * 3];
            random.NextBytes(pixels);
            ImageFile.Write(Path.Combine(images, $"{i}.png"), new Rgb24Image(20, 30, pixels));
        }

        string model = Path.Combine(_folder, "foreign.onnx");
        Foreign(random).Save(model);
        return new QuantizeArguments { Model = model, Calibrate = images, Target = "cpu" };
    }

    private static OnnxModel Foreign(Random random)
    {
        OnnxGraphBuilder builder = new("foreign");
        GraphValue image = builder.Input("input.1", GraphElementType.Float32, 1, 3, 16, 24);
        GraphValue weight = builder.Initializer(Weights(8 * 3 * 9), [8, 3, 3, 3]);
        GraphValue features = builder.Relu(builder.Conv(image, weight, padding: Padding2d.All(1)));
        builder.Output("495", builder.Conv(features, builder.Initializer(Weights(2 * 8), [2, 8, 1, 1])));
        return builder.Build("elsewhere");

        float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
