using DenseEdge.Contracts;

namespace DenseEdge.Cameras.Frames;

/// <summary>One frame's pixels and what is known about them; the buffer is kept while the size stays the same.</summary>
internal sealed class FrameContent
{
    private Rgb24Image? _image;

    /// <summary>The pixels.</summary>
    internal Rgb24Image Image => _image ?? throw new InvalidOperationException("The buffer has never held a frame.");

    /// <summary>Whether there is a buffer.</summary>
    internal bool HasImage => _image is not null;

    /// <summary>When the frame was captured, as a timestamp of the camera's <see cref="TimeProvider"/>.</summary>
    internal long CaptureTimestamp { get; set; }

    /// <summary>Position in the video file; null for cameras.</summary>
    internal TimeSpan? MediaTime { get; set; }

    /// <summary>Number of frames that were captured and lost since the frame before.</summary>
    internal int Skipped { get; set; }

    /// <summary>Gets a buffer of a size.</summary>
    /// <returns>[H, W, 3] bytes; what they hold is left from earlier frames.</returns>
    internal Span<byte> Pixels(int height, int width)
    {
        if (_image is null || _image.Height != height || _image.Width != width)
        {
            // Pinned, so that an engine can hand the address on to a device without pinning it for every frame.
            byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(height * width * 3), pinned: true);
            _image = new Rgb24Image(height, width, pixels);
        }

        return _image.Pixels;
    }

    /// <summary>Takes an image as it is.</summary>
    internal void Take(Rgb24Image image) => _image = image;

    /// <summary>Exchanges two frames without copying a pixel.</summary>
    internal void SwapWith(FrameContent other)
    {
        (_image, other._image) = (other._image, _image);
        (CaptureTimestamp, other.CaptureTimestamp) = (other.CaptureTimestamp, CaptureTimestamp);
        (MediaTime, other.MediaTime) = (other.MediaTime, MediaTime);
        (Skipped, other.Skipped) = (other.Skipped, Skipped);
    }
}
