using System.Collections;
using System.Diagnostics.CodeAnalysis;
using DenseEdge.Cameras;
using DenseEdge.Sdk.Pipeline.Degradation;
using DenseEdge.Sdk.Pipeline.Running;

namespace DenseEdge.Sdk.Pipeline;

/// <summary>
/// A camera and a predictor at work: one thread captures, one computes, and whoever reads gets results with their age and with what
/// was dropped before them. A bounded ring of the camera's own buffers lies between the threads; <see cref="FramePolicy"/> says
/// what becomes of frames that come too fast.
/// </summary>
/// <remarks>
/// <para>It starts with the first read, so that events can be attached before. There is one reader at a time. While it runs,
/// the camera and the predictor are the pipeline's: reading the camera besides takes frames away from it.</para>
/// <para>Faults of the camera, the engine and event handlers reach the reader, after the results that were finished
/// before. A frame costs no managed allocation and no copy but the one into the network's input.</para>
/// </remarks>
/// <example>
/// <code>
/// using DensePredictor predictor = DensePredictor.Load("scene.onnx");
/// using DensePipeline pipeline = DensePipeline.Open("v4l2:///dev/video0?width=1280&amp;height=720&amp;fps=30", predictor);
/// await foreach (PipelineResult result in pipeline.ReadAllAsync(token))
/// {
///     Console.WriteLine($"{result.AgeWhenDelivered.TotalMilliseconds:F0} ms old, {result.DroppedBefore} dropped before");
/// }
/// </code>
/// </example>
[SuppressMessage("Naming", "CA1710", Justification = "A pipeline is walked through, but it is no collection.")]
public sealed class DensePipeline : IEnumerable<PipelineResult>, IDisposable
{
    private readonly PipelineCore _core;

    /// <summary>Joins a camera and a predictor.</summary>
    /// <param name="camera">The source. It stays the caller's, and open when the pipeline is disposed.</param>
    /// <param name="predictor">The model. It stays the caller's and has to outlive the pipeline.</param>
    /// <param name="options">How frames are passed on; null for <see cref="PipelineOptions.Live"/> if the camera is live, else
    /// <see cref="PipelineOptions.Video"/>.</param>
    /// <exception cref="ArgumentException">Options are out of range, don't fit the model, or need more of the camera's buffers
    /// than there are; the message says what is needed.</exception>
    /// <exception cref="IOException">The model of a degradation step can't be read.</exception>
    /// <exception cref="InvalidDataException">The file of a degradation step is no model of DenseEdge.</exception>
    /// <exception cref="EngineException">The model of a degradation step can't be run.</exception>
    public DensePipeline(Camera camera, DensePredictor predictor, PipelineOptions? options = null)
        : this(camera, Adapt(predictor), options, ownsCamera: false)
    {
    }

    internal DensePipeline(
        Camera camera, IFramePredictor predictor, PipelineOptions? options, bool ownsCamera,
        Func<DegradationStep, IFramePredictor>? load = null)
    {
        ArgumentNullException.ThrowIfNull(camera);
        Camera = camera;
        Options = (options ?? (camera.IsLive ? PipelineOptions.Live : PipelineOptions.Video)).Validated();
        _core = new PipelineCore(
            camera, ownsCamera, predictor, Options, load ?? Load,
            step => SourceStatusChanged?.Invoke(this, step), step => DegradationChanged?.Invoke(this, step));
    }

    /// <summary>Tells of every step of the source's state machine: those of <see cref="Camera.StatusChanged"/>, on the capture
    /// thread, and a read that hangs, on a timer's.</summary>
    public event EventHandler<CameraStatusChangedEventArgs>? SourceStatusChanged;

    /// <summary>Tells of every degradation step that is taken or taken back, on the inference thread.</summary>
    public event EventHandler<DegradationChangedEventArgs>? DegradationChanged;

    /// <summary>The source.</summary>
    public Camera Camera { get; }

    /// <summary>How frames are passed on.</summary>
    public PipelineOptions Options { get; }

    /// <summary>How many frames may wait in the ring.</summary>
    public int Capacity => _core.Capacity;

    /// <summary>What became of the frames so far.</summary>
    public PipelineCounts Counts => _core.Exchange.Counts;

    /// <summary>What the source is doing.</summary>
    public CameraStatus SourceStatus => _core.SourceStatus;

    /// <summary>Number of degradation steps in force; 0 for full quality.</summary>
    public int DegradationLevel => _core.DegradationLevel;

    /// <summary>Whether all is over: the source ended, failed or was given up, or the pipeline was disposed, and no result is
    /// left.</summary>
    public bool HasEnded => _core.Exchange.HasEnded;

    /// <summary>Opens a camera for a predictor, with as many buffers as the pipeline needs.</summary>
    /// <param name="uri">See docs/cameras.md.</param>
    /// <param name="predictor">The model. It stays the caller's and has to outlive the pipeline.</param>
    /// <param name="options">How frames are passed on; null for <see cref="PipelineOptions.Live"/> if the camera is live, else
    /// <see cref="PipelineOptions.Video"/>.</param>
    /// <param name="cameraOptions">How to read the camera; null for the defaults.</param>
    /// <returns>The pipeline; disposing it closes the camera.</returns>
    /// <exception cref="ArgumentException">The URI or an option is wrong; the message lists every fault.</exception>
    /// <exception cref="IOException">There is no such file or folder.</exception>
    /// <exception cref="CameraException">The device or the file can't be read.</exception>
    /// <exception cref="InvalidDataException">The file of a degradation step is no model of DenseEdge.</exception>
    /// <exception cref="EngineException">The model of a degradation step can't be run.</exception>
    public static DensePipeline Open(
        string uri, DensePredictor predictor, PipelineOptions? options = null, CameraOptions? cameraOptions = null)
    {
        PredictorAdapter adapted = Adapt(predictor);
        PipelineOptions? valid = options?.Validated();
        CameraOptions wanted = cameraOptions ?? new CameraOptions();
        int needed = RingSize.BuffersFor(valid, adapted.ResultBuffers);
        Camera camera = Camera.Open(uri, wanted with { FrameBuffers = Math.Max(needed, wanted.FrameBuffers) });
        DensePipeline? pipeline = null;
        try
        {
            pipeline = new DensePipeline(camera, adapted, valid, ownsCamera: true);
            return pipeline;
        }
        finally
        {
            if (pipeline is null)
            {
                camera.Dispose();
            }
        }
    }

    /// <summary>Takes the next result.</summary>
    /// <param name="timeout">How long to wait at most: zero only looks, <see cref="Timeout.InfiniteTimeSpan"/> waits as long as it
    /// takes.</param>
    /// <param name="result">The result; dispose it to return its buffers.</param>
    /// <returns>False if none came in time, or if <see cref="HasEnded"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="CameraException">The camera failed, or delivered nothing for
    /// <see cref="PipelineOptions.GiveUpAfter"/>.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    /// <exception cref="ObjectDisposedException">The pipeline was disposed.</exception>
    public bool TryRead(TimeSpan timeout, out PipelineResult result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, Timeout.InfiniteTimeSpan);
        ObjectDisposedException.ThrowIf(_core.IsDisposed, this);
        return _core.TryTake(timeout, default, out result) == TakeOutcome.Taken;
    }

    /// <summary>Walks through the results. A result is valid until the next one; it need not be disposed. Leaving the loop keeps
    /// the pipeline running.</summary>
    /// <returns>The results from where the last walk stopped. The walk ends with the source or when the pipeline is disposed, and
    /// throws what <see cref="TryRead"/> throws.</returns>
    public IEnumerator<PipelineResult> GetEnumerator() => new ResultEnumerator(_core, default);

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks through the results without holding a thread while none is there. A result is valid until the next one; it
    /// need not be disposed.</summary>
    /// <param name="cancellationToken">Ends the walk with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The results from where the last walk stopped; see <see cref="GetEnumerator"/>.</returns>
    public IAsyncEnumerable<PipelineResult> ReadAllAsync(CancellationToken cancellationToken = default)
        => new AsyncResults(_core, cancellationToken);

    /// <summary>Calls back for every result, one after another, on a thread of its own.</summary>
    /// <param name="onResult">Gets each result, which is valid until it returns.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>Completes at the end of the source or when the pipeline is disposed; faults with what the callback or
    /// <see cref="TryRead"/> throws; is cancelled by the token.</returns>
    public Task RunAsync(Action<PipelineResult> onResult, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onResult);
        return Task.Factory.StartNew(
            () =>
            {
                using ResultEnumerator results = new(_core, cancellationToken);
                while (results.MoveNext())
                {
                    onResult(results.Current);
                }
            },
            cancellationToken, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <summary>Stops: frames and results on their way are dropped and counted, readers return, and a camera that
    /// <see cref="Open"/> opened is closed. Results that are still alive stay readable until they are disposed.</summary>
    /// <remarks>Takes at most <see cref="PipelineOptions.StopTimeout"/>, and 3 s more to close a camera whose driver hangs.
    /// A thread that hangs in a driver is left behind, and cleans up when the driver returns.</remarks>
    public void Dispose() => _core.Dispose();

    /// <summary>The source, its status and the counts.</summary>
    public override string ToString() => $"{Camera.Name} ({SourceStatus}), {Counts}";

    private static PredictorAdapter Adapt(DensePredictor predictor)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        return new PredictorAdapter(predictor);
    }

    private static PredictorAdapter Load(DegradationStep step)
        => new(DensePredictor.Load(step.ModelPath!, step.Options));
}
