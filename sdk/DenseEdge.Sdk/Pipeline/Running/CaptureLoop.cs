using System.Diagnostics.CodeAnalysis;
using DenseEdge.Cameras;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>Reads a camera into the exchange, on a thread of its own.</summary>
internal sealed class CaptureLoop(Camera camera, FrameExchange exchange, CancellationToken stopping)
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private long _lastProgress = camera.TimeProvider.GetTimestamp();
    private long _lastAnswer = camera.TimeProvider.GetTimestamp();
    private volatile bool _isReading;

    /// <summary>How long the camera has been asked in vain for a frame; zero while nobody asks.</summary>
    internal TimeSpan Silence => _isReading ? Since(ref _lastProgress) : TimeSpan.Zero;

    /// <summary>How long a single read, which shouldn't take longer than 0.1 s, has not come back.</summary>
    internal TimeSpan Hang => _isReading ? Since(ref _lastAnswer) : TimeSpan.Zero;

    /// <summary>Works until the source ends or fails, or until no more frames are wanted.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The consumer gets every fault of this thread: see FrameExchange.TryTake.")]
    internal void Work()
    {
        try
        {
            Read();
            exchange.EndCapture(null);
        }
        catch (ObjectDisposedException) when (camera.IsClosing)
        {
            // Its owner closed it: that ends a walk, here as in a foreach over the camera.
            exchange.EndCapture(null);
        }
        catch (Exception failure)
        {
            exchange.EndCapture(failure);
        }
    }

    private void Read()
    {
        while (exchange.WaitForRoom())
        {
            BeginReading();
            bool read = camera.TryRead(Slice, stopping, out Frame frame);
            Volatile.Write(ref _lastAnswer, camera.TimeProvider.GetTimestamp());
            if (read)
            {
                _isReading = false;
                exchange.Offer(frame);
                continue;
            }

            switch (camera.Status)
            {
                case CameraStatus.Ended:
                    return;
                case CameraStatus.Failed:
                    CameraException failure = camera.Failure!;
                    throw new CameraException($"Camera '{camera.Name}': {failure.Message}", failure);
                default:
                    break;
            }
        }
    }

    private void BeginReading()
    {
        long now = camera.TimeProvider.GetTimestamp();
        Volatile.Write(ref _lastAnswer, now);
        if (!_isReading)
        {
            Volatile.Write(ref _lastProgress, now);
            _isReading = true;
        }
    }

    private TimeSpan Since(ref long timestamp) => camera.TimeProvider.GetElapsedTime(Volatile.Read(ref timestamp));
}
