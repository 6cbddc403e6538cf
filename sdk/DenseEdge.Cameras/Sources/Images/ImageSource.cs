using DenseEdge.Cameras.Addresses;
using DenseEdge.Cameras.Frames;
using DenseEdge.Cameras.Running;
using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Cameras.Sources.Images;

/// <summary>Images from files, every one, at a pace or as fast as they are asked for.</summary>
internal sealed class ImageSource : IFrameSource
{
    private readonly ImageList _list;
    private readonly ImagesAddress _address;
    private readonly TimeProvider _time;
    private readonly TimedWait _wait;
    private readonly long _start;
    private long _next;

    internal ImageSource(ImageList list, ImagesAddress address, TimeProvider time)
    {
        _list = list;
        _address = address;
        _time = time;
        _wait = new TimedWait(time);
        _start = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public CameraGrant? Grant { get; private set; }

    /// <inheritdoc/>
    public ReadOutcome TryRead(FrameContent target, TimeSpan timeout)
    {
        if (_next >= _list.Files.Count && !_address.Loop)
        {
            return ReadOutcome.Ended;
        }

        if (_address.FramesPerSecond > 0)
        {
            TimeSpan left = TimeSpan.FromSeconds(_next / _address.FramesPerSecond) - _time.GetElapsedTime(_start);
            _wait.For(left < timeout ? left : timeout);
            if (left > timeout)
            {
                return ReadOutcome.TimedOut;
            }
        }

        Rgb24Image image = Read(_list.Files[(int)(_next % _list.Files.Count)]);
        Grant ??= new CameraGrant(
            image.Width, image.Height, _address.FramesPerSecond > 0 ? _address.FramesPerSecond : null, "RGB", "image files");
        target.Take(image);
        target.CaptureTimestamp = _time.GetTimestamp();
        target.MediaTime = null;
        target.Skipped = 0;
        _next++;
        return ReadOutcome.Frame;
    }

    /// <inheritdoc/>
    public void Dispose() => _wait.Dispose();

    private static Rgb24Image Read(string file)
    {
        try
        {
            return ImageFile.Read(file);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CameraException(failure.Message, failure);
        }
    }
}
