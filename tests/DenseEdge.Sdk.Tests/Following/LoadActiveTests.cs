using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Following;
using DenseEdge.Storage;

namespace DenseEdge.Sdk.Tests.Following;

public sealed class LoadActiveTests : IDisposable
{
    private static readonly string[] Percentiles = ["p50_ms", "p95_ms", "p99_ms"];
    private static readonly ActiveModelOptions Quick = new() { PollInterval = TimeSpan.FromMilliseconds(10) };
    private static readonly Rgb24Image Frame = TestModel.Noise(20, 30, seed: 1);

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task LoadActive_WhenAnotherModelBecomesActive_SwapsBetweenFrames()
    {
        ModelReference old = _store.Activate("a");
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, Quick);
        Assert.Equal("a", ProducerOf(predictor));
        Task<ModelSwappedEventArgs> swapped = Swapped(predictor);

        ModelReference next = _store.Activate("b");

        ModelSwappedEventArgs step = await swapped.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((old, next), (step.Previous, step.Current));
        Assert.Equal("b", ProducerOf(predictor));
        Assert.Equal(next, predictor.ActiveModel);
    }

    [Fact]
    public async Task LoadActive_WithAPredictionAliveDuringTheSwap_KeepsItReadable()
    {
        _store.Activate("a");
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, Quick);
        DensePrediction alive = predictor.Run(Frame);
        float[] before = alive.Depth!.Value.Meters.Span.ToArray();
        Task<ModelSwappedEventArgs> swapped = Swapped(predictor);

        _store.Activate("b");
        await swapped.WaitAsync(TimeSpan.FromMinutes(1));
        predictor.Run(TestModel.Noise(20, 30, seed: 2)).Dispose();

        Assert.Equal("a", alive.Model.Producer);
        Assert.Equal(before, alive.Depth!.Value.Meters.Span.ToArray());
        alive.Dispose();
        Assert.Throws<ObjectDisposedException>(() => alive.Height);
    }

    [Fact]
    public async Task LoadActive_WithManySwapsUnderLoad_AnswersEveryFrame()
    {
        _store.Activate("a");
        ModelReference[] models = [TestStore.Reference("a"), _store.Add("b")];
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, Quick);
        int swaps = 0;
        predictor.ModelSwapped += (_, _) => Interlocked.Increment(ref swaps);
        HashSet<string> producers = [];

        for (int frames = 0; Volatile.Read(ref swaps) < 6 || frames < 100; frames++)
        {
            if (frames % 20 == 0)
            {
                _store.Activate(models[Volatile.Read(ref swaps) % 2 == 0 ? 1 : 0]);
            }

            producers.Add(ProducerOf(predictor));
            await Task.Delay(1);
        }

        Assert.Equal(["a", "b"], producers.Order());
    }

    [Fact]
    public async Task LoadActive_OfAModelWithoutATaskInUse_KeepsTheOldOne()
    {
        _store.Activate("a");
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, Quick);
        predictor.Run(Frame, TaskSet.Of(TaskKind.Depth)).Dispose();
        Task<ModelSwapRefusedEventArgs> refused = Refused(predictor);

        ModelReference lacking = _store.Activate("b", TaskKind.Boundaries);

        ModelSwapRefusedEventArgs refusal = await refused.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(lacking, refusal.Wanted);
        Assert.Contains("depth", refusal.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("a", ProducerOf(predictor));
    }

    [Fact]
    public async Task LoadActive_OfAModelThatIsNotThere_KeepsTheOldOneAndTellsTheAgent()
    {
        _store.Activate("a");
        Directory.CreateDirectory(Path.Combine(_store.Folder, "health"));
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, Quick with { AppName = "camera-1" });
        Task<ModelSwapRefusedEventArgs> refused = Refused(predictor);

        ModelReference missing = _store.Activate(TestStore.Reference("b"));

        await refused.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("a", ProducerOf(predictor));
        string told = await File.ReadAllTextAsync(Path.Combine(_store.Folder, "health", "camera-1.json"));
        Assert.StartsWith($$"""{"healthy":false,"digest":"{{missing.Digest}}","reason":""", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadActive_AfterAHundredFrames_TellsTheAgentHowLongTheyTook()
    {
        ModelReference active = _store.Activate("a");
        Directory.CreateDirectory(Path.Combine(_store.Folder, "health"));
        string path = Path.Combine(_store.Folder, "health", "camera-1.json");
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, Quick with { AppName = "camera-1" });
        Assert.Null(LatencyIn(path));
        for (int frame = 0; frame < 100; frame++)
        {
            predictor.Run(Frame).Dispose();
        }

        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        JsonElement? latency;
        while ((latency = LatencyIn(path)) is null)
        {
            await Task.Delay(10, patience.Token);
        }

        double[] ms = [.. Percentiles.Select(name => latency.Value.GetProperty(name).GetDouble())];
        Assert.True(ms[0] > 0 && ms[0] <= ms[1] && ms[1] <= ms[2], string.Join(' ', ms));
        Assert.Equal(100, latency.Value.GetProperty("frames").GetInt32());
        Assert.Contains(active.Digest, await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_OfAHundredFrames_GivesTheirPercentilesByNearestRank()
    {
        ModelReference active = _store.Activate("a");
        Directory.CreateDirectory(Path.Combine(_store.Folder, "health"));
        ActiveModelFiles files = new(_store.Folder, Quick with { AppName = "camera-1" });

        files.Tell(active, null, [.. Enumerable.Range(1, 100).Select(frame => frame + 0.5f)]);

        Assert.EndsWith(
            """
            "reason":null,"latency":{"p50_ms":50.5,"p95_ms":95.5,"p99_ms":99.5,"frames":100}}
            """,
            File.ReadAllText(Path.Combine(_store.Folder, "health", "camera-1.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadActive_WithADamagedPointer_KeepsTheModelAndSaysSoOnce()
    {
        _store.Activate("a");
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, Quick);
        Task<ModelSwapRefusedEventArgs> refused = Refused(predictor);

        await File.WriteAllTextAsync(Path.Combine(_store.Folder, ActivePointer.FileName), "nonsense");

        Assert.Null((await refused.WaitAsync(TimeSpan.FromMinutes(1))).Wanted);
        Assert.Equal("a", ProducerOf(predictor));
    }

    [Fact]
    public void LoadActive_OfAnEmptyStore_SaysWhatToDo()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => DensePredictor.LoadActive(_store.Folder));

        Assert.Contains("denseedge-agent apply", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    public void LoadActive_WithANameThatIsNoFileName_Throws(string name)
        => Assert.Throws<ArgumentException>(
            () => DensePredictor.LoadActive(_store.Folder, new ActiveModelOptions { AppName = name }));

    [Fact]
    public async Task Run_OfAFollowingPredictor_AllocatesNothingBeforeAndAfterASwap()
    {
        _store.Activate("a");
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, Quick);
        predictor.Run(Frame).Dispose();
        Assert.Equal(0, Allocated(predictor));
        Task<ModelSwappedEventArgs> swapped = Swapped(predictor);

        _store.Activate("b");
        await swapped.WaitAsync(TimeSpan.FromMinutes(1));

        // Warmed with frames of this size, the new model allocates nothing even for its first one.
        Assert.Equal(0, Allocated(predictor));
    }

    private static JsonElement? LatencyIn(string path)
    {
        using JsonDocument told = JsonDocument.Parse(File.ReadAllText(path));
        return told.RootElement.TryGetProperty("latency", out JsonElement latency) ? latency.Clone() : null;
    }

    private static long Allocated(DensePredictor predictor)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            predictor.Run(Frame).Dispose();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string ProducerOf(DensePredictor predictor)
    {
        using DensePrediction prediction = predictor.Run(Frame);
        return prediction.Model.Producer!;
    }

    private static Task<ModelSwappedEventArgs> Swapped(DensePredictor predictor)
    {
        TaskCompletionSource<ModelSwappedEventArgs> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        predictor.ModelSwapped += (_, step) => done.TrySetResult(step);
        return done.Task;
    }

    private static Task<ModelSwapRefusedEventArgs> Refused(DensePredictor predictor)
    {
        TaskCompletionSource<ModelSwapRefusedEventArgs> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        predictor.ModelSwapRefused += (_, step) => done.TrySetResult(step);
        return done.Task;
    }
}
