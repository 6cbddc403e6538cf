using DenseEdge.Contracts;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Sdk.Preprocess;

namespace DenseEdge.Sdk.Inference;

/// <summary>
/// A model with everything that its frames need: engine, buffers, resizing tables. A predictor has one at a time; one that was
/// replaced lives on until the last prediction that lies in its buffers is disposed.
/// </summary>
internal sealed class LoadedModel : IDisposable, IThreadPoolWorkItem
{
    // One use for the predictor, and one for each prediction that is alive.
    private int _uses = 1;
    private int _isDisposed;

    public LoadedModel(IInferenceEngine engine, ModelMetadata model, int resultBuffers)
    {
        Engine = engine;
        Model = model;
        Tasks = TaskSet.Of(model);
        Metrics = new StageMetrics(engine.Name);
        Resizer = new FrameResizer(model.InputHeight, model.InputWidth);
        Slots = new PredictionSlot[resultBuffers];
        for (int i = 0; i < Slots.Length; i++)
        {
            Slots[i] = new PredictionSlot(model, engine.CreateBuffers()) { Freed = Release };
        }
    }

    public IInferenceEngine Engine { get; }

    public ModelMetadata Model { get; }

    public TaskSet Tasks { get; }

    public StageMetrics Metrics { get; }

    public FrameTimes Times { get; } = new();

    public FrameResizer Resizer { get; }

    public PredictionSlot[] Slots { get; }

    /// <summary>Whether its memory was freed.</summary>
    public bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    /// <summary>Takes buffers for a frame.</summary>
    /// <exception cref="InvalidOperationException">All are in use.</exception>
    public PredictionSlot TakeSlot(out int generation)
    {
        foreach (PredictionSlot slot in Slots)
        {
            if (slot.TryTake(out generation))
            {
                Interlocked.Increment(ref _uses);
                return slot;
            }
        }

        throw new InvalidOperationException(
            $"All {Slots.Length} result buffers are in use: dispose a prediction before the next frame, "
            + "or raise PredictorOptions.ResultBuffers.");
    }

    /// <summary>Says that no more frames will come. The memory is freed with the last prediction, on a thread of the pool, so
    /// that
    /// nobody's frame waits for it.</summary>
    public void Retire() => Release();

    /// <summary>Frees the memory now; predictions that are alive end.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            Array.ForEach(Slots, slot => slot.Retire());
            Engine.Dispose();
        }
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => Dispose();

    private void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
