using DenseEdge.Bundles.Choosing;
using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Tests.Choosing;

public sealed class BundleChoiceTests
{
    private static readonly ModelVariant Plain = SampleBundle.Variant(
        "plain.onnx", [1], ModelPrecision.Float32, new RuntimeRange(ExecutionProvider.Cpu), new RuntimeRange(
            ExecutionProvider.TensorRt));

    private static readonly ModelVariant Cpu = SampleBundle.Variant(
        "cpu.onnx", [2], ModelPrecision.Int8, new RuntimeRange(ExecutionProvider.Cpu, "1.20"));

    private static readonly ModelVariant Jetson = SampleBundle.Variant(
        "jetson.onnx", [3], ModelPrecision.Int8, new RuntimeRange(ExecutionProvider.TensorRt, "10.3", "11")) with
    {
        Boards = ["jetson", "tegra"],
    };

    private static readonly BundleManifest Bundle = SampleBundle.Manifest(Plain, Cpu, Jetson);

    [Fact]
    public void For_AProcessorAlone_TakesTheIntegerModel()
    {
        BundleChoice choice = BundleChoice.For(Bundle, Device((ExecutionProvider.Cpu, "1.29.0")));

        Assert.Same(Cpu, choice.Variant);
        Assert.Equal(ExecutionProvider.Cpu, choice.Provider);
        Assert.Equal("jetson.onnx", Assert.Single(choice.Refusals).File);
    }

    [Fact]
    public void For_AnOlderEngine_TakesWhatStillRuns()
    {
        BundleChoice choice = BundleChoice.For(Bundle, Device((ExecutionProvider.Cpu, "1.19.2")));

        Assert.Same(Plain, choice.Variant);
        Assert.Contains(
            choice.Refusals, refusal
                => refusal.File == "cpu.onnx" && refusal.Reason.Contains("Cpu 1.20 or newer", StringComparison.Ordinal));
    }

    [Fact]
    public void For_AJetson_TakesItsOwnModel()
    {
        DeviceFacts jetson = Device((ExecutionProvider.Cpu, "1.29.0"), (ExecutionProvider.TensorRt, "10.3.0")) with
        {
            BoardNames = ["NVIDIA Jetson Orin Nano Developer Kit", "nvidia,tegra234"],
        };

        BundleChoice choice = BundleChoice.For(Bundle, jetson);

        Assert.Same(Jetson, choice.Variant);
        Assert.Equal(ExecutionProvider.TensorRt, choice.Provider);
        Assert.Empty(choice.Refusals);
    }

    [Fact]
    public void For_AnotherTensorRt_FallsBackToThePlainModel()
    {
        DeviceFacts jetson = Device((ExecutionProvider.TensorRt, "11.0.1")) with { BoardNames = ["nvidia,tegra264"] };

        Assert.Same(Plain, BundleChoice.For(Bundle, jetson).Variant);
    }

    [Fact]
    public void Require_WhereNothingFits_SaysWhyForEach()
    {
        BundleChoice choice = BundleChoice.For(SampleBundle.Manifest(Cpu, Jetson), Device((ExecutionProvider.Cuda, "1.29.0")));

        Assert.False(choice.Fits);
        string fault = Assert.Throws<InvalidDataException>(() => choice.Require()).Message;
        Assert.Contains("cpu.onnx: it needs Cpu 1.20 or newer, this device has Cuda 1.29.0.", fault, StringComparison.Ordinal);
        Assert.Contains(
            "jetson.onnx: it is for boards named jetson or tegra, this is an unknown one.", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.3", true)]
    [InlineData("10.3.0+cuda12", true)]
    [InlineData("10.2.9", false)]
    [InlineData("10.10", true)]
    [InlineData("11", false)]
    public void Contains_OfAVersion_ComparesNumbers(string version, bool isInside)
        => Assert.Equal(isInside, new RuntimeRange(ExecutionProvider.TensorRt, "10.3", "11").Contains(version));

    private static DeviceFacts Device(params (ExecutionProvider Provider, string Version)[] runtimes)
        => new() { Runtimes = [.. runtimes.Select(runtime => new RuntimeFact(runtime.Provider, runtime.Version))] };
}
