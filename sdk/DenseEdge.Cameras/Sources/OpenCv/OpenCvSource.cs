using DenseEdge.Cameras.Frames;
using DenseEdge.Cameras.Running;
using OpenCvSharp;

namespace DenseEdge.Cameras.Sources.OpenCv;

/// <summary>Reads through OpenCV's VideoCapture. A read waits as long as OpenCV does, so live cameras are read behind
/// <see cref="BackgroundSource"/>; a paced file paces itself.</summary>
internal sealed class OpenCvSource : IFrameSource
{
    private readonly OpenCvTarget _target;
    private readonly VideoCapture _capture;
    private readonly TimeProvider _time;
    private readonly TimedWait _wait;
    private readonly Mat _frame = new();
    private readonly long _start;
    private readonly double _framesPerSecond;
    private long _count;

    private OpenCvSource(OpenCvTarget target, VideoCapture capture, TimeProvider time)
    {
        _target = target;
        _capture = capture;
        _time = time;
        _wait = new TimedWait(time);
        _start = time.GetTimestamp();
        _framesPerSecond = capture.Fps is > 0 and <= CameraLimits.FramesPerSecond and { } fps ? fps : 0;
    }

    /// <inheritdoc/>
    public CameraGrant? Grant { get; private set; }

    /// <summary>Opens a file, an address or a camera.</summary>
    /// <exception cref="CameraException">OpenCV can't.</exception>
    internal static OpenCvSource Open(OpenCvTarget target, TimeProvider time)
    {
        VideoCapture? capture = null;
        try
        {
            capture = target.Location is { } location
                ? new VideoCapture(location, target.Api)
                : new VideoCapture(target.Index, target.Api);
            if (!capture.IsOpened())
            {
                throw new CameraException(
                    "OpenCV can't open it: no such device or stream, no permission, in use by another program, or a codec that "
                    + "OpenCV lacks.");
            }

            Ask(capture, target.Request);
            OpenCvSource source = new(target, capture, time);
            capture = null;
            return source;
        }
        catch (Exception failure) when (failure is OpenCVException or OpenCvSharpException or DllNotFoundException)
        {
            throw new CameraException($"OpenCV: {failure.Message}", failure);
        }
        finally
        {
            capture?.Dispose();
        }
    }

    /// <inheritdoc/>
    public ReadOutcome TryRead(FrameContent target, TimeSpan timeout)
    {
        if (_target.RealTime && _framesPerSecond > 0)
        {
            TimeSpan left = TimeSpan.FromSeconds(_count / _framesPerSecond) - _time.GetElapsedTime(_start);
            _wait.For(left < timeout ? left : timeout);
            if (left > timeout)
            {
                return ReadOutcome.TimedOut;
            }
        }

        try
        {
            return Read(target);
        }
        catch (Exception failure) when (failure is OpenCVException or OpenCvSharpException)
        {
            throw new CameraException($"OpenCV: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _capture.Dispose();
        _frame.Dispose();
        _wait.Dispose();
    }

    private static void Ask(VideoCapture capture, CameraRequest request)
    {
        // The format first: it decides which sizes a camera offers. What is refused shows in what is granted.
        if (request.Format is { } format)
        {
            capture.Set(VideoCaptureProperties.FourCC, OpenCvFormats.FourCcOf(format));
        }

        if (request.Width is { } width)
        {
            capture.Set(VideoCaptureProperties.FrameWidth, width);
        }

        if (request.Height is { } height)
        {
            capture.Set(VideoCaptureProperties.FrameHeight, height);
        }

        if (request.FramesPerSecond is { } fps)
        {
            capture.Set(VideoCaptureProperties.Fps, fps);
        }
    }

    private ReadOutcome Read(FrameContent target)
    {
        if (!ReadNext())
        {
            return _target.IsFile ? ReadOutcome.Ended : throw new CameraException("OpenCV: the camera gives no more frames.");
        }

        target.CaptureTimestamp = _time.GetTimestamp();
        target.MediaTime = _target.IsFile ? TimeSpan.FromMilliseconds(_capture.Get(VideoCaptureProperties.PosMsec)) : null;
        target.Skipped = 0;
        CopyTo(target);
        Grant ??= new CameraGrant(
            _frame.Cols, _frame.Rows, _framesPerSecond > 0 ? _framesPerSecond : null, OpenCvFormats.NameOf(_capture), "OpenCV");
        _count++;
        return ReadOutcome.Frame;
    }

    private bool ReadNext()
    {
        if (_capture.Read(_frame) && !_frame.Empty())
        {
            return true;
        }

        return _target.Loop && _count > 0 && _capture.Set(VideoCaptureProperties.PosFrames, 0) && _capture.Read(_frame)
            && !_frame.Empty();
    }

    private unsafe void CopyTo(FrameContent target)
    {
        CameraLimits.RequireSize(_frame.Rows, _frame.Cols);
        fixed (byte* pixels = target.Pixels(_frame.Rows, _frame.Cols))
        {
            using Mat rgb = Mat.FromPixelData(_frame.Rows, _frame.Cols, MatType.CV_8UC3, (IntPtr)pixels);
            Cv2.CvtColor(_frame, rgb, _frame.Channels() == 1 ? ColorConversionCodes.GRAY2RGB : ColorConversionCodes.BGR2RGB);
        }
    }
}
