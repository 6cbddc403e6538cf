using System.Collections.Concurrent;
using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Tests;

public sealed class PrepareAsyncTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-prepare").FullName;

    [Fact]
    public async Task PrepareAsync_OfAModel_TellsEveryStageInOrder()
    {
        Log log = new();

        using DensePredictor predictor = await DensePredictor.PrepareAsync(TestModel.Save(_folder), progress: log);

        Assert.Equal(
            [PrepareStage.LoadingTheModel, PrepareStage.PreparingTasks, PrepareStage.ComputingAFrame, PrepareStage.Ready],
            log.Entries.Select(entry => entry.Stage).Distinct());
        TimeSpan[] times = [.. log.Entries.Select(entry => entry.Elapsed)];
        Assert.Equal(times.Order(), times);
        using DensePrediction prediction = predictor.Run(new Rgb24Image(4, 4));
        Assert.Equal(0f, prediction.Depth!.Value.Meters.Span[0]);
    }

    [Fact]
    public async Task PrepareAsync_CancelledBefore_DoesNothing()
        => await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => DensePredictor.PrepareAsync("nowhere.onnx", cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public async Task PrepareAsync_CancelledWhileItLoads_EndsWithoutAPredictor()
    {
        using CancellationTokenSource cancel = new();
        Log log = new() { Then = entry => { if (entry.Stage == PrepareStage.LoadingTheModel) { cancel.Cancel(); } } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => DensePredictor.PrepareAsync(TestModel.Save(_folder), progress: log, cancellationToken: cancel.Token));

        Assert.DoesNotContain(log.Entries, entry => entry.Stage == PrepareStage.Ready);
    }

    [Fact]
    public async Task PrepareAsync_OfSomethingElse_ThrowsWhatLoadThrows()
    {
        string path = Path.Combine(_folder, "fake.onnx");
        await File.WriteAllTextAsync(path, "no model");

        await Assert.ThrowsAsync<InvalidDataException>(() => DensePredictor.PrepareAsync(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Log : IProgress<PrepareProgress>
    {
        public ConcurrentQueue<PrepareProgress> Entries { get; } = [];

        public Action<PrepareProgress>? Then { get; init; }

        public void Report(PrepareProgress value)
        {
            Entries.Enqueue(value);
            Then?.Invoke(value);
        }
    }
}
