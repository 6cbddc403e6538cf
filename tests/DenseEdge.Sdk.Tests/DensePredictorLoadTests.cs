using DenseEdge.Contracts;
using DenseEdge.Onnx;

namespace DenseEdge.Sdk.Tests;

public sealed class DensePredictorLoadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-sdk").FullName;

    [Fact]
    public void Load_OfAMissingFile_NamesIt()
    {
        string path = Path.Combine(_folder, "none.onnx");

        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => DensePredictor.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfSomethingElse_NamesThePath()
    {
        string path = Path.Combine(_folder, "fake.onnx");
        File.WriteAllText(path, "no model");

        Assert.StartsWith($"{path}: expected a model that ONNX Runtime can load", Fault(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutMetadata_SaysWhichModelsHaveIt()
    {
        string path = Save(null, TaskKind.Depth);

        Assert.Equal($"{path}: expected the metadata entry 'denseedge', found none. Only models that DenseEdge exports have it.", Fault(path));
    }

    [Fact]
    public void Load_WithAnOutputMissing_ListsThoseThatExist()
    {
        string path = Save(TestModel.Metadata, TaskKind.Depth, TaskKind.Saliency);

        Assert.Equal($"{path}: expected an output 'semseg', found depth, sal.", Fault(path));
    }

    [Fact]
    public void Load_WithAnotherInputSize_NamesBoth()
    {
        string path = Save(TestModel.Metadata with { InputWidth = 20 }, [.. TaskKinds.All]);

        Assert.Equal($"{path}: expected the input 'image' to be UInt8 [1, 12, 20, 3], found UInt8 [1, 12, 16, 3].", Fault(path));
    }

    [Fact]
    public void Load_WithAnotherOutputShape_NamesBoth()
    {
        ModelTask swapped = ModelTask.Of(new TaskSpec { Kind = TaskKind.SurfaceNormals }) with { OutputName = "depth" };
        string path = Save(TestModel.Metadata with { Tasks = [swapped] }, TaskKind.Depth);

        Assert.Equal(
            $"{path}: expected the output 'depth' for surface normals to be Float32 or Float16 [1, 3, 12, 16], found Float32 [1, 1, 12, 16].",
            Fault(path));
    }

    [Fact]
    public void Load_WithFewerTasks_LeavesTheOthersNull()
    {
        ModelTask depth = ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth });
        using DensePredictor predictor = DensePredictor.Load(Save(TestModel.Metadata with { Tasks = [depth] }, TaskKind.Depth));

        using DensePrediction prediction = predictor.Run(new Rgb24Image(4, 4));

        Assert.NotNull(prediction.Depth);
        Assert.Null(prediction.Segmentation);
        Assert.Null(prediction.HumanParts);
        Assert.Null(prediction.SurfaceNormals);
        Assert.Null(prediction.Boundaries);
        Assert.Null(prediction.Saliency);
        Assert.False(prediction.Has(TaskKind.Saliency));
    }

    [Theory]
    [InlineData(ExecutionProvider.Cuda)]
    [InlineData(ExecutionProvider.TensorRt)]
    [InlineData(ExecutionProvider.DirectMl)]
    public void Load_WithAProviderThatIsNotThere_SaysWhatToDo(ExecutionProvider provider)
    {
        string path = TestModel.Save(_folder);

        EngineException exception = Assert.Throws<EngineException>(
            () => DensePredictor.Load(path, new PredictorOptions { Providers = [provider] }).Dispose());

        Assert.StartsWith(
            $"{path}: no execution provider of PredictorOptions.Providers is usable here", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{provider}: ONNX Runtime ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("was built without it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithOptionsOutOfRange_ListsEveryFault()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => DensePredictor.Load("x.onnx", new PredictorOptions { ThreadCount = -1, ResultBuffers = 0 }));

        Assert.Equal(
            "Predictor options: ThreadCount must be between 0 and 1024, not -1. ResultBuffers must be between 1 and 16, not 0.",
            exception.Message);
    }

    [Fact]
    public void EngineName_SaysVersionAndProvider()
    {
        using DensePredictor predictor = DensePredictor.Load(TestModel.Save(_folder));

        Assert.Matches(@"^ONNX Runtime \d+\.\d+\.\d+, Cpu$", predictor.EngineName);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Fault(string path)
        => Assert.Throws<InvalidDataException>(() => DensePredictor.Load(path).Dispose()).Message;

    private string Save(ModelMetadata? metadata, params ReadOnlySpan<TaskKind> tasks)
    {
        OnnxModel model = TestModel.Build(tasks);
        if (metadata is not null)
        {
            model.SetMetadata(ModelMetadata.Key, metadata.ToJson());
        }

        string path = Path.Combine(_folder, "model.onnx");
        model.Save(path);
        return path;
    }
}
