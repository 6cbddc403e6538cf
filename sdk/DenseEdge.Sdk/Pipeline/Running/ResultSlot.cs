using DenseEdge.Cameras;
using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>A place for one frame on its way from the engine to the consumer, used again and again. The generation counts the
/// uses: a handle of an earlier one is refused. Written under the lock of the exchange that owns it, or by the one
/// thread that has it.</summary>
internal sealed class ResultSlot(FrameExchange owner)
{
    private int _generation;

    internal int Generation => Volatile.Read(ref _generation);

    internal Frame Frame { get; private set; }

    internal long SequenceNumber { get; private set; }

    internal long CaptureTimestamp { get; private set; }

    /// <summary>How long the frame waited in the ring.</summary>
    internal TimeSpan Queued { get; private set; }

    /// <summary>When the frame was taken from the ring.</summary>
    internal long StartTimestamp { get; private set; }

    internal DensePrediction Prediction { get; private set; }

    internal TaskSet Tasks { get; private set; }

    internal int DegradationLevel { get; private set; }

    internal TimeSpan AgeWhenDelivered { get; set; }

    internal int DroppedBefore { get; set; }

    internal TimeSpan Age => owner.AgeOf(CaptureTimestamp);

    /// <summary>Takes a frame to be computed.</summary>
    internal void Begin(QueuedFrame queued, long now, TimeProvider time)
    {
        Frame = queued.Frame;
        SequenceNumber = queued.Frame.SequenceNumber;
        CaptureTimestamp = queued.Frame.CaptureTimestamp;
        Queued = time.GetElapsedTime(queued.QueuedTimestamp, now);
        StartTimestamp = now;
    }

    /// <summary>Takes what was computed.</summary>
    internal void Complete(DensePrediction prediction, TaskSet tasks, int degradationLevel)
    {
        Prediction = prediction;
        Tasks = tasks;
        DegradationLevel = degradationLevel;
    }

    /// <summary>Gives frame and prediction back, and ends every handle.</summary>
    internal void End()
    {
        Prediction.Dispose();
        Frame.Dispose();
        Prediction = default;
        Frame = default;
        Volatile.Write(ref _generation, unchecked(_generation + 1));
    }

    /// <summary>Gives the place back; a second time, or with an old generation, does nothing.</summary>
    internal void Release(int generation) => owner.Release(this, generation);

    /// <exception cref="ObjectDisposedException">The handle's use is over.</exception>
    internal void Require(int generation)
    {
        if (generation != Generation)
        {
            throw new ObjectDisposedException(
                nameof(PipelineResult), "The result was disposed: its buffers belong to another frame now.");
        }
    }
}
