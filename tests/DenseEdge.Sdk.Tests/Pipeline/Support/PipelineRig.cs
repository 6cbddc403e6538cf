using DenseEdge.Cameras;
using DenseEdge.Sdk.Pipeline;

namespace DenseEdge.Sdk.Tests.Pipeline.Support;

/// <summary>A pipeline whose camera, engine and clock the test moves by hand.</summary>
internal sealed class PipelineRig : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public PipelineRig(
        PipelineOptions options, bool engineIsOpen = false, bool isLive = true, int frameBuffers = 4, bool ownsCamera = true,
        GatedPredictor? predictor = null, Func<Sdk.Pipeline.Degradation.DegradationStep, Sdk.Pipeline.Running.IFramePredictor>? load = null)
    {
        Source = new GatedSource(Time);
        Predictor = predictor ?? new GatedPredictor(engineIsOpen);
        Camera = Source.Open(isLive, frameBuffers);
        Pipeline = new DensePipeline(Camera, Predictor, options with { BoardMetrics = false }, ownsCamera, load);
    }

    public ManualTime Time { get; } = new();

    public GatedSource Source { get; }

    public GatedPredictor Predictor { get; }

    public Camera Camera { get; }

    public DensePipeline Pipeline { get; }

    public PipelineCounts Counts => Pipeline.Counts;

    /// <summary>Starts the threads.</summary>
    public void Start() => Assert.False(Pipeline.TryRead(TimeSpan.Zero, out _));

    /// <summary>Delivers a frame and waits until the engine has it.</summary>
    public void StartOneFrame()
    {
        int started = Predictor.Started;
        Source.Give();
        Eventually.True(() => Predictor.Started == started + 1, "The engine got no frame.");
    }

    /// <summary>Delivers frames and waits until all were read.</summary>
    public void Capture(int count)
    {
        long captured = Counts.Captured;
        Source.Give(count);
        Eventually.True(() => Counts.Captured == captured + count, $"Expected {count} more, got {Counts}.");
    }

    public PipelineResult Read()
    {
        Assert.True(Pipeline.TryRead(Patience, out PipelineResult result), "No result came.");
        return result;
    }

    /// <summary>Reads the numbers of all results to the end.</summary>
    public List<int> ReadToEnd()
    {
        List<int> numbers = [];
        foreach (PipelineResult result in Pipeline)
        {
            numbers.Add((int)result.SequenceNumber);
        }

        return numbers;
    }

    public void Dispose()
    {
        Source.Hang(false);
        Predictor.Open();
        Pipeline.Dispose();
        Camera.Dispose();
    }
}
