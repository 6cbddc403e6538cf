using System.Diagnostics.CodeAnalysis;
using DenseEdge.Cameras.Frames;
using DenseEdge.Contracts;

namespace DenseEdge.Cameras;

/// <summary>One frame of a camera, in a buffer of the camera's; disposing the frame returns it. A property that is read
/// afterwards throws; spans and images already taken must not be used any more.</summary>
/// <remarks>A small value, so that a frame costs no allocation. Copies are the same frame; disposing one disposes all, and
/// disposing twice does nothing.</remarks>
[SuppressMessage("Performance", "CA1815", Justification = "A handle on a buffer; nobody compares frames.")]
public readonly struct Frame : IDisposable
{
    private readonly FrameSlot? _slot;
    private readonly int _generation;
    private readonly TimeProvider? _time;

    internal Frame(FrameSlot slot, int generation, TimeProvider time)
    {
        _slot = slot;
        _generation = generation;
        _time = time;
    }

    /// <summary>Height in pixels.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public int Height => Slot.Content.Image.Height;

    /// <summary>Width in pixels.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public int Width => Slot.Content.Image.Width;

    /// <summary>The pixels, [H, W, 3] bytes, red first, without gaps. Valid until the frame is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public ReadOnlySpan<byte> Pixels => Slot.Content.Image.Pixels;

    /// <summary>The pixels as an image, without a copy. Valid until the frame is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public Rgb24Image Image => Slot.Content.Image;

    /// <summary>Number of the frame since the camera was opened, from 0. Frames that were lost count, so a gap tells how
    /// many.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public long SequenceNumber => Slot.SequenceNumber;

    /// <summary>When the frame was captured, as a timestamp of the camera's <see cref="TimeProvider"/>: the driver's or the
    /// stream's time where GStreamer reads it, else when it arrived; for files, when it was read.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public long CaptureTimestamp => Slot.Content.CaptureTimestamp;

    /// <summary>Time since the capture.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public TimeSpan Age
    {
        get
        {
            long captured = Slot.Content.CaptureTimestamp;
            return _time!.GetElapsedTime(captured);
        }
    }

    /// <summary>Position in the video file.</summary>
    /// <value>Null for cameras and images.</value>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public TimeSpan? MediaTime => Slot.Content.MediaTime;

    /// <summary>What the camera was doing when the frame came: <see cref="CameraStatus.Running"/> as a rule,
    /// <see cref="CameraStatus.Starting"/>, <see cref="CameraStatus.Stalled"/> or
    /// <see cref="CameraStatus.Reconnecting"/> for the first frame after a gap.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public CameraStatus SourceStatus => Slot.SourceStatus;

    private FrameSlot Slot
    {
        get
        {
            FrameSlot slot = _slot ?? throw new ObjectDisposedException(nameof(Frame), "The frame is empty: no camera made it.");
            slot.Require(_generation);
            return slot;
        }
    }

    /// <summary>Returns the buffer to the camera.</summary>
    public void Dispose() => _slot?.Release(_generation);
}
