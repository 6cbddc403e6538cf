using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Pipeline;
using DenseEdge.Storage;
using Xunit.Abstractions;

namespace DenseEdge.Sdk.Tests.Following;

/// <summary>A camera of 30 frames a second on a pipeline, without and with swaps of the model. Frames and swaps are asserted; times
/// are printed, because they are the machine's.</summary>
/// <remarks>DENSEEDGE_HOTSWAP_MODELS names two real models, with a colon between; else tiny ones are used.</remarks>
public sealed class HotSwapUnderLoadTests(ITestOutputHelper output) : IDisposable
{
    private const string Camera = "test://?width=640&height=480&fps=30";
    private const int FramesPerRun = 300;
    private const int FramesPerSwap = 60;

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Pipeline_ReadAsFastAsItComputes_LosesNoFrameToASwap()
    {
        using DensePredictor predictor = Follow([_store.Add("a"), _store.Add("b")], out ModelReference[] models);

        // Video mode drops nothing by itself, and this camera waits: every frame must come, each once and in order.
        Swaps swaps = Run(predictor, "test://?width=64&height=48&fps=0", models, isStrict: true);

        Assert.True(swaps.Count > 0);
    }

    [Fact]
    [Trait("Category", "long")]
    public void Pipeline_At30FramesASecond_TellsTheGapsOfSwaps()
    {
        using DensePredictor predictor = Follow(Models(), out ModelReference[] models);

        Tell("without swaps", Run(predictor, Camera, [], isStrict: false));
        Swaps swaps = Run(predictor, Camera, models, isStrict: false);
        Tell("with swaps", swaps);

        Assert.True(swaps.Count > 0);
    }

    private DensePredictor Follow(ModelReference[] wanted, out ModelReference[] models)
    {
        models = wanted;
        _store.Activate(models[0]);
        return DensePredictor.LoadActive(_store.Folder, new ActiveModelOptions { PollInterval = TimeSpan.FromMilliseconds(50) });
    }

    /// <summary>Reads frames; with models, makes another one the active one now and then.</summary>
    private Swaps Run(DensePredictor predictor, string camera, ModelReference[] models, bool isStrict)
    {
        using DensePipeline pipeline = DensePipeline.Open(camera, predictor, PipelineOptions.Video with { BoardMetrics = false });
        Swaps swaps = new();
        for (int frame = 0; frame < FramesPerRun || (isStrict && swaps.Count == 0); frame++)
        {
            Assert.True(pipeline.TryRead(TimeSpan.FromMinutes(1), out PipelineResult result));
            using (result)
            {
                Assert.True(!isStrict || result.SequenceNumber == frame, $"frame {result.SequenceNumber} for {frame}");
                swaps.Add(result);
            }

            if (models.Length > 0 && frame % FramesPerSwap == 10)
            {
                _store.Activate(models[(frame / FramesPerSwap) % 2 == 0 ? 1 : 0]);
            }
        }

        return swaps;
    }

    private void Tell(string name, Swaps swaps) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {FramesPerRun} frames, {swaps.Lost} lost; gap median {swaps.GapMs(0.5):F1} ms, p99 {swaps.GapMs(0.99):F1} ms, longest "
        + $"{swaps.GapMs(1):F1} ms; {swaps.Count} swaps, {swaps.LostAtSwaps} lost at them, longest gap before a new model's first frame "
        + $"{swaps.LongestGapAtSwapMs:F1} ms"));

    private ModelReference[] Models()
    {
        if (Environment.GetEnvironmentVariable("DENSEEDGE_HOTSWAP_MODELS") is not { } paths)
        {
            return [_store.Add("a"), _store.Add("b")];
        }

        return [.. paths.Split(':').Select((path, i) =>
        {
            ModelReference model = TestStore.Reference(i == 0 ? "a" : "b");
            string target = Path.Combine(_store.Folder, model.ModelPath);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
            return model;
        })];
    }

    /// <summary>Gaps between results, and those at which another model took over.</summary>
    private sealed class Swaps
    {
        private readonly List<double> _gapsMs = [];
        private ModelMetadata? _model;
        private long _last;

        public int Count { get; private set; }

        public int Lost { get; private set; }

        public int LostAtSwaps { get; private set; }

        public double LongestGapAtSwapMs { get; private set; }

        public double GapMs(double share) => _gapsMs.Order().ElementAt((int)(share * (_gapsMs.Count - 1)));

        public void Add(PipelineResult result)
        {
            long now = TimeProvider.System.GetTimestamp();
            ModelMetadata model = result.Prediction.Model;
            if (_model is not null)
            {
                double gapMs = TimeProvider.System.GetElapsedTime(_last, now).TotalMilliseconds;
                _gapsMs.Add(gapMs);
                Lost += result.DroppedBefore;
                if (!ReferenceEquals(model, _model))
                {
                    Count++;
                    LostAtSwaps += result.DroppedBefore;
                    LongestGapAtSwapMs = Math.Max(LongestGapAtSwapMs, gapMs);
                }
            }

            _model = model;
            _last = now;
        }
    }
}
