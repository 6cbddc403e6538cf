using DenseEdge.Contracts;
using DenseEdge.Sdk.Postprocess;

namespace DenseEdge.Sdk.Inference;

/// <summary>
/// The memory of one prediction, used again and again. Its generation is odd while a prediction uses it and even while
/// it is free, and only grows: a view that remembers another generation belongs to a frame that is gone.
/// </summary>
internal sealed class PredictionSlot(ModelMetadata model, FrameBuffers buffers)
{
    private int _generation;

    public ModelMetadata Model { get; } = model;

    public FrameBuffers Buffers { get; } = buffers;

    /// <summary>The tasks that were computed; the outputs of others hold an older frame.</summary>
    public TaskSet Tasks { get; set; }

    public PredictionTiming Timing { get; set; }

    /// <summary>Where the results lie in the frame.</summary>
    public FrameGeometry Geometry { get; set; }

    /// <summary>Confidences, as far as they were asked for.</summary>
    public ConfidenceCache Confidences { get; } = new();

    /// <summary>Takes the slot if it is free.</summary>
    public bool TryTake(out int generation)
    {
        int current = Volatile.Read(ref _generation);
        generation = unchecked(current + 1);
        return (current & 1) == 0 && Interlocked.CompareExchange(ref _generation, generation, current) == current;
    }

    /// <summary>Called when a prediction gives the slot back.</summary>
    public Action? Freed { get; init; }

    /// <summary>Frees the slot if this generation still uses it.</summary>
    public void Release(int generation)
    {
        if (Interlocked.CompareExchange(ref _generation, unchecked(generation + 1), generation) == generation)
        {
            Freed?.Invoke();
        }
    }

    /// <summary>Ends whatever uses the slot, and keeps it from being taken.</summary>
    public void Retire() => Interlocked.Exchange(ref _generation, -1);

    /// <exception cref="ObjectDisposedException">The frame is gone.</exception>
    public void Require(int generation)
    {
        if (Volatile.Read(ref _generation) != generation)
        {
            throw new ObjectDisposedException(nameof(DensePrediction), "The prediction or its predictor was disposed.");
        }
    }
}
