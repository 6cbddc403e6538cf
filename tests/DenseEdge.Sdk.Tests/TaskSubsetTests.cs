using DenseEdge.Contracts;
using DenseEdge.Onnx;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Tests;

/// <summary>Runs of some tasks, on a model whose boundary head can't be computed when the first pixel isn't black: it then asks
/// for a row that its table doesn't have. A run that succeeds has not computed it.</summary>
public sealed class TaskSubsetTests : IDisposable
{
    private static readonly TaskSet DepthAlone = TaskSet.Of(TaskKind.Depth);

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-subset").FullName;
    private readonly DensePredictor _predictor;
    private readonly Rgb24Image _bright = new(TestModel.Height, TestModel.Width);
    private readonly string _path;

    public TaskSubsetTests()
    {
        _path = Save();
        _predictor = DensePredictor.Load(_path, new PredictorOptions { ThreadCount = 1 });
        _bright.Pixels.Fill(200);
    }

    [Fact]
    public void Run_OfEveryTask_ComputesTheHeadThatFails_AndReturnsTheBuffers()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Throws<EngineException>(() => _predictor.Run(_bright));
        }

        using DensePrediction prediction = _predictor.Run(new Rgb24Image(TestModel.Height, TestModel.Width));
        Assert.Equal(0.25f, prediction.Boundaries!.Value.Probability.Span[0]);
    }

    [Fact]
    public void Run_OfSomeTasks_DoesNotComputeTheOthers()
    {
        using DensePrediction prediction = _predictor.Run(_bright, DepthAlone);

        Assert.Equal(DepthAlone, prediction.Tasks);
        Assert.All(prediction.Depth!.Value.Meters.ToArray(), meters => Assert.Equal(2f, meters, 1e-6f));
        Assert.Null(prediction.Boundaries);
        Assert.False(prediction.Has(TaskKind.Boundaries));
    }

    [Fact]
    public void Run_OfSomeTasksAfterAll_ShowsNothingOfTheOlderFrame()
    {
        Rgb24Image dark = new(TestModel.Height, TestModel.Width);
        using (DensePrediction all = _predictor.Run(dark))
        {
            Assert.NotNull(all.Boundaries);
        }

        using DensePrediction some = _predictor.Run(_bright, DepthAlone);

        Assert.Null(some.Boundaries);
        using DensePrediction again = _predictor.Run(dark);
        Assert.NotNull(again.Boundaries);
    }

    /// <summary>Why a set of tasks needs a session of its own: bound outputs don't keep ONNX Runtime from computing the
    /// others.</summary>
    [Fact]
    public void RawSession_WithOneOutputBound_ComputesTheOthersToo()
    {
        using InferenceSession session = new(_path);
        using OrtIoBinding binding = session.CreateIoBinding();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(
            _bright.Pixels.ToArray(), [1, TestModel.Height, TestModel.Width, 3]);
        binding.BindInput("image", input);
        binding.BindOutputToDevice("depth", OrtMemoryInfo.DefaultInstance);
        using RunOptions run = new();

        Assert.Throws<OnnxRuntimeException>(() => session.RunWithBinding(run, binding));
    }

    [Fact]
    public void Run_OfSomeTasks_AllocatesNothingAfterWarmUp()
    {
        float sum = Use() + Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 25; i++)
        {
            sum += Use();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);

        float Use()
        {
            using DensePrediction prediction = _predictor.Run(_bright, DepthAlone);
            return prediction.Depth!.Value.Meters.Span[3];
        }
    }

    [Fact]
    public void Run_OfATaskThatTheModelLacks_NamesBoth()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => _predictor.Run(_bright, TaskSet.Of(TaskKind.Saliency)));

        Assert.StartsWith("Expected tasks of the model (depth,edge), got sal.", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Expected tasks of the model (depth,edge), got none.",
            Assert.Throws<ArgumentException>(() => _predictor.Run(_bright, TaskSet.None)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfSomeTasks_AfterTheFileChanged_SaysSo()
    {
        File.AppendAllText(_path, "x");

        EngineException exception = Assert.Throws<EngineException>(() => _predictor.Run(_bright, DepthAlone));

        Assert.StartsWith($"{_path}: the model file changed or went away", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfPreparedTasks_NeedsTheFileNoMore()
    {
        using DensePredictor predictor = DensePredictor.Load(_path, new PredictorOptions { PreparedTasks = [DepthAlone] });
        File.Delete(_path);

        using DensePrediction prediction = predictor.Run(_bright, DepthAlone);

        Assert.Equal(2f, prediction.Depth!.Value.Meters.Span[0], 1e-6f);
    }

    [Fact]
    public void Load_WithPreparedTasksThatTheModelLacks_SaysSo()
        => Assert.Contains(
            "Expected tasks of the model (depth,edge), got sal.",
            Assert.Throws<ArgumentException>(
                () => DensePredictor.Load(
                    _path, new PredictorOptions { PreparedTasks = [TaskSet.Of(TaskKind.Saliency)] })).Message,
            StringComparison.Ordinal);

    public void Dispose()
    {
        _predictor.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Save()
    {
        OnnxGraphBuilder graph = new("failing-head");
        GraphValue image = graph.Input("image", GraphElementType.UInt8, 1, TestModel.Height, TestModel.Width, 3);
        GraphValue pixels = graph.Cast(graph.Transpose(image, 0, 3, 1, 2), GraphElementType.Float32);
        GraphValue red = graph.Slice(pixels, 1, 0, 1);
        graph.Output("depth", graph.Mul(red, graph.Scalar(0.01f)));
        GraphValue row = graph.Cast(
            graph.Reshape(graph.Slice(graph.Slice(red, 2, 0, 1), 3, 0, 1), 1), GraphElementType.Int64);
        GraphValue table = graph.Initializer([0.25f], [1], "only_row");
        graph.Output("edge", graph.Add(graph.Mul(red, graph.Scalar(0)), graph.Gather(table, row)));
        OnnxModel model = graph.Build("DenseEdge tests");
        ModelMetadata metadata = TestModel.Metadata with
        {
            Tasks =
            [
                ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth }),
                ModelTask.Of(new TaskSpec { Kind = TaskKind.Boundaries }),
            ],
        };
        model.SetMetadata(ModelMetadata.Key, metadata.ToJson());
        string path = Path.Combine(_folder, "failing-head.onnx");
        model.Save(path);
        return path;
    }
}
