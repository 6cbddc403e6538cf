using DenseEdge.Cameras;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;

namespace DenseEdge.Sdk;

/// <summary>
/// Turns RGB frames into dense predictions with one model. Loading allocates and binds everything; after the first
/// frame of a size, a frame costs no managed allocation.
/// </summary>
/// <remarks>Several threads may call <see cref="Run(Rgb24Image)"/>; they take turns. To compute frames in parallel,
/// load a predictor per thread.</remarks>
/// <example>
/// <code>
/// using DensePredictor predictor = DensePredictor.Load("scene.onnx");
/// using DensePrediction prediction = predictor.Run(frame);
/// if (prediction.Depth is { } depth)
/// {
///     float ahead = depth.Meters[depth.Height / 2, depth.Width / 2];
/// }
/// </code>
/// </example>
public sealed partial class DensePredictor : IDisposable
{
    // Not a Lock: that allocates what it waits with when it is first contended, which may be at any frame.
    private readonly object _turn = new();
    private readonly TimeProvider _time;
    private volatile LoadedModel _loaded;
    private bool _disposed;

    internal DensePredictor(IInferenceEngine engine, ModelMetadata model, PredictorOptions options)
    {
        _time = options.TimeProvider;
        _loaded = new LoadedModel(engine, model, options.ResultBuffers);
    }

    /// <summary>What the model answers, and the size of its input. After a hot swap (<see cref="LoadActive"/>) the new
    /// model's.</summary>
    public ModelMetadata Model => _loaded.Model;

    /// <summary>The tasks that the model answers.</summary>
    public TaskSet Tasks => _loaded.Tasks;

    /// <summary>The engine, its version and what it computes on, such as <c>ONNX Runtime 1.29.0, Cpu</c>.</summary>
    public string EngineName => _loaded.Engine.Name;

    /// <summary>What computes the network.</summary>
    public ExecutionProvider Provider => _loaded.Engine.Provider;

    /// <summary>The providers of <see cref="PredictorOptions.Providers"/> that stand before <see cref="Provider"/> and are not
    /// usable here, with the reasons.</summary>
    public IReadOnlyList<EngineRefusal> Refusals => _loaded.Engine.Refusals;

    /// <summary>How many predictions may be alive at once.</summary>
    internal int ResultBuffers => _loaded.Slots.Length;

    /// <summary>Computes every task for one frame of a camera.</summary>
    /// <param name="frame">A frame of any size, read before this returns; it is stretched to the model's input.</param>
    /// <returns>The prediction; dispose it to return its buffers. It doesn't need the frame any more.</returns>
    /// <exception cref="ObjectDisposedException">The predictor or the frame was disposed.</exception>
    /// <exception cref="InvalidOperationException">All result buffers hold predictions that were not
    /// disposed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public DensePrediction Run(Frame frame) => Run(frame, Tasks);

    /// <summary>Computes some of the tasks for one frame of a camera; what only the others need isn't computed.</summary>
    /// <param name="frame">A frame of any size, read before this returns; it is stretched to the model's input.</param>
    /// <param name="tasks">At least one, all of them of <see cref="Tasks"/>.</param>
    /// <returns>The prediction, which has these tasks alone; dispose it to return its buffers.</returns>
    /// <exception cref="ArgumentException">There is no task, or one that the model doesn't have.</exception>
    /// <exception cref="ObjectDisposedException">The predictor or the frame was disposed.</exception>
    /// <exception cref="InvalidOperationException">All result buffers hold predictions that were not
    /// disposed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public DensePrediction Run(Frame frame, TaskSet tasks)
        => Run(frame.Pixels, frame.Height, frame.Width, tasks, new FrameHistory(frame.Age, TimeSpan.Zero));

    /// <summary>Computes every task for one frame.</summary>
    /// <param name="frame">A frame of any size; it is stretched to the model's input.</param>
    /// <returns>The prediction; dispose it to return its buffers.</returns>
    /// <exception cref="ObjectDisposedException">The predictor was disposed.</exception>
    /// <exception cref="InvalidOperationException">All result buffers hold predictions that were not
    /// disposed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public DensePrediction Run(Rgb24Image frame) => Run(frame, Tasks);

    /// <summary>Computes some of the tasks for one frame; what only the others need isn't computed.</summary>
    /// <param name="frame">A frame of any size; it is stretched to the model's input.</param>
    /// <param name="tasks">At least one, all of them of <see cref="Tasks"/>.</param>
    /// <returns>The prediction, which has these tasks alone; dispose it to return its buffers.</returns>
    /// <exception cref="ArgumentException">There is no task, or one that the model doesn't have.</exception>
    /// <exception cref="ObjectDisposedException">The predictor was disposed.</exception>
    /// <exception cref="InvalidOperationException">All result buffers hold predictions that were not
    /// disposed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public DensePrediction Run(Rgb24Image frame, TaskSet tasks)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Run(frame.Pixels, frame.Height, frame.Width, tasks, default);
    }

    /// <summary>Computes every task for one frame in memory that somebody else owns, such as a camera's
    /// buffer.</summary>
    /// <param name="pixels">[height, width, 3] bytes, red first, without gaps between the rows; read before this
    /// returns.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>The prediction; dispose it to return its buffers.</returns>
    /// <exception cref="ArgumentException">The memory has another length than height × width × 3.</exception>
    /// <exception cref="ObjectDisposedException">The predictor was disposed.</exception>
    /// <exception cref="InvalidOperationException">All result buffers hold predictions that were not
    /// disposed.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public DensePrediction Run(ReadOnlySpan<byte> pixels, int height, int width)
        => Run(pixels, height, width, Tasks, default);

    /// <summary>Computes some of the tasks for one frame that waited in a pipeline.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="tasks">At least one, all of them of <see cref="Tasks"/>.</param>
    /// <param name="queued">How long it waited there.</param>
    internal DensePrediction Run(Frame frame, TaskSet tasks, TimeSpan queued)
        => Run(frame.Pixels, frame.Height, frame.Width, tasks, new FrameHistory(frame.Age, queued));

    /// <summary>Frees the model. Predictions that are still alive end with it.</summary>
    public void Dispose()
    {
        _follower?.Dispose();
        lock (_turn)
        {
            if (!_disposed)
            {
                _disposed = true;
                _replaced.ForEach(model => model.Dispose());
                _loaded.Dispose();
            }
        }
    }

    private DensePrediction Run(ReadOnlySpan<byte> pixels, int height, int width, TaskSet tasks, FrameHistory history)
    {
        RequirePixels(pixels, height, width);
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            LoadedModel loaded = _loaded;
            RequireTasks(tasks);
            Note(height, width, tasks);
            PredictionSlot slot = loaded.TakeSlot(out int generation);
            bool isComputed = false;
            try
            {
                slot.Tasks = tasks;
                slot.Geometry = FrameGeometry.Of(loaded.Model, height, width);
                Compute(loaded, slot, pixels, height, width, history);
                isComputed = true;
                return new DensePrediction(slot, generation);
            }
            finally
            {
                if (!isComputed)
                {
                    slot.Release(generation);
                }
            }
        }
    }

    private void Compute(
        LoadedModel loaded, PredictionSlot slot, ReadOnlySpan<byte> pixels, int height, int width, FrameHistory history)
    {
        long start = _time.GetTimestamp();
        loaded.Resizer.Resize(pixels, height, width, slot.Buffers.Frame, slot.Buffers.Planes);
        long uploaded = _time.GetTimestamp();
        loaded.Engine.Run(slot.Buffers, slot.Tasks);
        long computed = _time.GetTimestamp();
        slot.Buffers.Complete(slot.Tasks);
        long done = _time.GetTimestamp();
        slot.Timing = new PredictionTiming(
            history.CaptureAgeMs,
            history.QueueMs,
            _time.GetElapsedTime(start, uploaded).TotalMilliseconds,
            _time.GetElapsedTime(uploaded, computed).TotalMilliseconds,
            _time.GetElapsedTime(computed, done).TotalMilliseconds);
        loaded.Metrics.Record(slot.Timing);
        loaded.Times.Record(slot.Timing.RunMs);
    }

    private static void RequirePixels(ReadOnlySpan<byte> pixels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);

        // Two sides of 2^31 - 1 and 3 bytes don't fit 64 bits.
        Int128 expected = (Int128)height * width * 3;
        if (pixels.Length != expected)
        {
            throw new ArgumentException(
                $"Expected {expected} bytes for a frame of {height}x{width} pixels, got {pixels.Length}.",
                nameof(pixels));
        }
    }

    private void RequireTasks(TaskSet tasks)
    {
        if (tasks.IsEmpty || !tasks.IsSubsetOf(Tasks))
        {
            string found = tasks.IsEmpty ? "none" : tasks.ToString();
            throw new ArgumentException($"Expected tasks of the model ({Tasks}), got {found}.", nameof(tasks));
        }
    }
}
