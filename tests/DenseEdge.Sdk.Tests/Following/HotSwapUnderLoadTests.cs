using System.Globalization;
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
    [Trait("Category", "long")]
    public void Pipeline_At30FramesASecond_LosesNoFrameToASwap()
    {
        ModelReference[] models = Models();
        _store.Activate(models[0]);
        ActiveModelOptions options = new() { PollInterval = TimeSpan.FromMilliseconds(100) };
        using DensePredictor predictor = DensePredictor.LoadActive(_store.Folder, options);
        int swaps = 0;
        predictor.ModelSwapped += (_, step) =>
        {
            Interlocked.Increment(ref swaps);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  swapped after {step.Preparation.TotalMilliseconds:F0} ms of preparation"));
        };

        Run(predictor, "without swaps", _ => { });
        int next = 0;
        Run(predictor, "with swaps", frame =>
        {
            if (frame % FramesPerSwap == 10)
            {
                _store.Activate(models[++next % 2]);
            }
        });

        Assert.True(Volatile.Read(ref swaps) >= 2, $"{swaps} swaps");
    }

    /// <summary>Video mode drops nothing by itself: every frame must come, each once and in order.</summary>
    private void Run(DensePredictor predictor, string name, Action<int> onFrame)
    {
        using DensePipeline pipeline = DensePipeline.Open(Camera, predictor, PipelineOptions.Video with { BoardMetrics = false });
        List<double> gapsMs = [];
        long last = 0;
        long expected = -1;
        for (int frame = 0; frame < FramesPerRun; frame++)
        {
            Assert.True(pipeline.TryRead(TimeSpan.FromMinutes(1), out PipelineResult result));
            using (result)
            {
                Assert.True(expected < 0 || result.SequenceNumber == expected, $"frame {result.SequenceNumber} for {expected}");
                Assert.Equal(0, result.DroppedBefore);
                expected = result.SequenceNumber + 1;
            }

            long now = TimeProvider.System.GetTimestamp();
            if (last != 0)
            {
                gapsMs.Add(TimeProvider.System.GetElapsedTime(last, now).TotalMilliseconds);
            }

            last = now;
            onFrame(frame);
        }

        gapsMs.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {FramesPerRun} frames, dropped {pipeline.Counts.Dropped}, gap median {gapsMs[gapsMs.Count / 2]:F1} ms, "
            + $"p99 {gapsMs[gapsMs.Count * 99 / 100]:F1} ms, longest {gapsMs[^1]:F1} ms"));
    }

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
}
