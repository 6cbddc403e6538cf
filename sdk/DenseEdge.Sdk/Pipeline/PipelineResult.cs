using System.Diagnostics.CodeAnalysis;
using DenseEdge.Cameras;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Pipeline.Running;

namespace DenseEdge.Sdk.Pipeline;

/// <summary>One frame that went through a pipeline: the camera's picture, what the network sees in it, how old it is and what was
/// lost before it. Disposing the result returns all buffers; a property that is read afterwards throws.</summary>
/// <remarks>A small value, so that a frame costs no allocation. Copies are the same result; disposing one disposes all, and
/// disposing twice does nothing.</remarks>
[SuppressMessage("Performance", "CA1815", Justification = "A handle on buffers; nobody compares results.")]
public readonly struct PipelineResult : IDisposable
{
    private readonly ResultSlot? _slot;
    private readonly int _generation;

    internal PipelineResult(ResultSlot slot)
    {
        _slot = slot;
        _generation = slot.Generation;
    }

    /// <summary>What the network sees. It is disposed with the result.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public DensePrediction Prediction => Slot.Prediction;

    /// <summary>The frame at the camera's size, in the camera's buffer. It is disposed with the result.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public Frame Frame => Slot.Frame;

    /// <summary>Number of the frame since the camera was opened, from 0; frames that were lost count.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public long SequenceNumber => Slot.SequenceNumber;

    /// <summary>When the frame was captured, as a timestamp of the camera's <see cref="CameraOptions.TimeProvider"/>.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public long CaptureTimestamp => Slot.CaptureTimestamp;

    /// <summary>Time since the capture: it grows while the result is used.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public TimeSpan Age => Slot.Age;

    /// <summary>Time from the capture to the moment that the result was handed over: at most
    /// <see cref="PipelineOptions.MaxAge"/>.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public TimeSpan AgeWhenDelivered => Slot.AgeWhenDelivered;

    /// <summary>Number of frames that were captured and dropped or lost since the previous result.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public int DroppedBefore => Slot.DroppedBefore;

    /// <summary>The tasks that were computed.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public TaskSet Tasks => Slot.Tasks;

    /// <summary>How many of <see cref="Degradation.DegradationOptions.Steps"/> were taken when this was computed; 0 for
    /// none.</summary>
    /// <exception cref="ObjectDisposedException">The result was disposed.</exception>
    public int DegradationLevel => Slot.DegradationLevel;

    private ResultSlot Slot
    {
        get
        {
            ResultSlot slot = _slot
                ?? throw new ObjectDisposedException(nameof(PipelineResult), "The result is empty: no pipeline made it.");
            slot.Require(_generation);
            return slot;
        }
    }

    /// <summary>Returns the buffers to the camera and the predictor.</summary>
    public void Dispose() => _slot?.Release(_generation);
}
