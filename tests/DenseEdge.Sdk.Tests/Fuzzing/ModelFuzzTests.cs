using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Tests.Fuzzing;

/// <summary>Damaged model files: a predictor either loads and runs, or says what is wrong in a documented exception.</summary>
public sealed class ModelFuzzTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-fuzz").FullName;

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 100)]
    public void Load_OfADamagedModel_ThrowsOnlyWhatItDocuments(int seed, int count) => Fuzz(seed, count);

    [Fact]
    [Trait("Category", "long")]
    public void Load_OfAHundredThousandDamagedModels_ThrowsOnlyWhatItDocuments() => Fuzz(seed: 3, count: 100_000);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Fuzz(int seed, int count)
    {
        byte[][] models =
        [
            File.ReadAllBytes(TestModel.Save(_folder)),
            File.ReadAllBytes(new ModelForms { Answers = AnswerForm.Logits }.Save(_folder)),
            File.ReadAllBytes(new ModelForms { Input = InputFormat.Float32Nchw }.Save(_folder)),
        ];
        Rgb24Image frame = TestModel.Noise(9, 7, seed);
        Random random = new(seed);
        string path = Path.Combine(_folder, "damaged.onnx");
        for (int i = 0; i < count; i++)
        {
            File.WriteAllBytes(path, Mutation.Of(models[random.Next(models.Length)], random));
            Exception? exception = Record.Exception(() => LoadAndRun(path, frame));
            if (exception is not (null or InvalidDataException or EngineException))
            {
                Assert.Fail($"Seed {seed}, file {i}: {exception}");
            }
        }
    }

    private static void LoadAndRun(string path, Rgb24Image frame)
    {
        PredictorOptions options = new() { ThreadCount = 1, ResultBuffers = 1, Providers = [ExecutionProvider.Cpu] };
        using DensePredictor predictor = DensePredictor.Load(path, options);
        using DensePrediction prediction = predictor.Run(frame);
        Assert.True(prediction.Height > 0);
        Assert.NotEmpty(PredictionSummary.ToJson(prediction));
    }
}
