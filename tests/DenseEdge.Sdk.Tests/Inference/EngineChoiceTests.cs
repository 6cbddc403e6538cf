using DenseEdge.Sdk.Inference;
using DenseEdge.Sdk.Inference.Choosing;

namespace DenseEdge.Sdk.Tests.Inference;

public sealed class EngineChoiceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-choice").FullName;

    [Fact]
    public void Refuse_OfAProviderThatWasNotBuiltIn_NamesTheLibraryAndWhatItHas()
    {
        EngineRefusal refusal = ProviderRanking.Refuse(ExecutionProvider.TensorRt, 0, new FakeProbe())!;

        Assert.Equal(ExecutionProvider.TensorRt, refusal.Provider);
        Assert.StartsWith(
            "ONNX Runtime 1.24.0 (/opt/ort/libonnxruntime.so) was built without it; it has CPUExecutionProvider. Name a library",
            refusal.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Refuse_OfAProviderWithoutADevice_GivesTheMachinesReason()
    {
        FakeProbe probe = new()
        {
            BuiltIn = ["CUDAExecutionProvider", "CPUExecutionProvider"],
            Faults = { [ExecutionProvider.Cuda] = "NVIDIA's driver sees no GPU." },
        };

        Assert.Equal("NVIDIA's driver sees no GPU.", ProviderRanking.Refuse(ExecutionProvider.Cuda, 0, probe)!.Reason);
        Assert.Null(ProviderRanking.Refuse(ExecutionProvider.Cpu, 0, probe));
    }

    [Fact]
    public void Load_WithoutOptions_TakesTheProcessorHereAndSaysWhyNotTheOthers()
    {
        using DensePredictor predictor = DensePredictor.Load(TestModel.Save(_folder));

        Assert.Equal(ExecutionProvider.Cpu, predictor.Provider);
        Assert.Equal(
            [ExecutionProvider.TensorRt, ExecutionProvider.Cuda, ExecutionProvider.DirectMl],
            predictor.Refusals.Select(refusal => refusal.Provider));
        Assert.All(
            predictor.Refusals,
            refusal => Assert.Contains("was built without it", refusal.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_WithTheProcessorFirst_AsksForNothingElse()
    {
        using DensePredictor predictor = DensePredictor.Load(
            TestModel.Save(_folder), new PredictorOptions { Providers = [ExecutionProvider.Cpu, ExecutionProvider.Cuda] });

        Assert.Empty(predictor.Refusals);
    }

    /// <summary>The probe promises a GPU that the real library then lacks, as when the vendor's libraries don't load.</summary>
    [Fact]
    public void Load_WithAProviderThatFailsLate_TakesTheNextAndKeepsTheReason()
    {
        FakeProbe probe = new() { BuiltIn = ["CUDAExecutionProvider", "CPUExecutionProvider"] };

        using OrtEngine engine = OrtEngineLoader.Load(
            new OrtModelFile(TestModel.Save(_folder)),
            new PredictorOptions { Providers = [ExecutionProvider.Cuda, ExecutionProvider.Cpu] },
            probe);

        Assert.Equal(ExecutionProvider.Cpu, engine.Provider);
        EngineRefusal refusal = Assert.Single(engine.Refusals);
        Assert.Equal(ExecutionProvider.Cuda, refusal.Provider);
        Assert.StartsWith("it doesn't load the model. ONNX Runtime said: ", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithOneProviderDemanded_NeverFallsBack()
    {
        EngineException exception = Assert.Throws<EngineException>(() => DensePredictor.Load(
            TestModel.Save(_folder), new PredictorOptions { Providers = [ExecutionProvider.Cuda] }));

        Assert.Equal([ExecutionProvider.Cuda], exception.Refusals.Select(refusal => refusal.Provider));
        Assert.Contains($"Cuda: {exception.Refusals[0].Reason}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithAProviderTwiceOrNone_SayWhatIsExpected()
    {
        Assert.Contains(
            "Providers must be some of Cpu, Cuda, TensorRt, DirectMl, each once, not [Cpu, Cpu].",
            Fault([ExecutionProvider.Cpu, ExecutionProvider.Cpu]),
            StringComparison.Ordinal);
        Assert.Contains("each once, not [].", Fault([]), StringComparison.Ordinal);

        static string Fault(IReadOnlyList<ExecutionProvider> providers)
            => Assert.Throws<ArgumentException>(
                () => DensePredictor.Load("x.onnx", new PredictorOptions { Providers = providers })).Message;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
