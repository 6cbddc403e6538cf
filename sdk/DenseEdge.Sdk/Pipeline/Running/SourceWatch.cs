using System.Diagnostics.CodeAnalysis;
using DenseEdge.Cameras;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>What is known of the source: the camera's own steps, and, by a timer, a read that hangs and a silence that has
/// lasted too long.</summary>
internal sealed class SourceWatch : IDisposable
{
    // A live camera answers after 0.1 s whatever its driver does; a file's decoder may take its time.
    private static readonly TimeSpan HangAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    private readonly Camera _camera;
    private readonly CaptureLoop _capture;
    private readonly FrameExchange _exchange;
    private readonly TimeSpan _giveUpAfter;
    private readonly Action<CameraStatusChangedEventArgs> _changed;
    private readonly ITimer _timer;
    private volatile bool _hangs;
    private volatile bool _gaveUp;

    /// <param name="camera">The source.</param>
    /// <param name="capture">Who reads it.</param>
    /// <param name="exchange">Is told when the source is given up.</param>
    /// <param name="giveUpAfter">The longest silence; infinite for any.</param>
    /// <param name="changed">Is told of every step, on the capture thread or the timer's.</param>
    internal SourceWatch(
        Camera camera, CaptureLoop capture, FrameExchange exchange, TimeSpan giveUpAfter,
        Action<CameraStatusChangedEventArgs> changed)
    {
        _camera = camera;
        _capture = capture;
        _exchange = exchange;
        _giveUpAfter = giveUpAfter;
        _changed = changed;
        _camera.StatusChanged += OnCameraChanged;
        _timer = camera.TimeProvider.CreateTimer(_ => Look(), null, Period, Period);
    }

    /// <summary>The camera's status, or <see cref="CameraStatus.Stalled"/> while a read hangs.</summary>
    internal CameraStatus Status => _hangs && _camera.Status == CameraStatus.Running ? CameraStatus.Stalled : _camera.Status;

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _camera.StatusChanged -= OnCameraChanged;
    }

    private void OnCameraChanged(object? sender, CameraStatusChangedEventArgs step) => _changed(step);

    [SuppressMessage("Design", "CA1031", Justification = "A handler's fault on this thread would end the process: the consumer gets it.")]
    private void Look()
    {
        try
        {
            NoticeHangAndSilence();
        }
        catch (Exception failure)
        {
            _exchange.Fail(failure);
        }
    }

    private void NoticeHangAndSilence()
    {
        NoticeHang(_capture.Hang);
        TimeSpan silence = _capture.Silence;
        if (_giveUpAfter != Timeout.InfiniteTimeSpan && silence >= _giveUpAfter && !_gaveUp)
        {
            _gaveUp = true;
            _exchange.Fail(new CameraException(
                $"Camera '{_camera.Name}': no frame for {silence.TotalSeconds:0.##} s (status {Status})."));
        }
    }

    private void NoticeHang(TimeSpan hang)
    {
        bool hangs = hang >= HangAfter;
        if (hangs == _hangs || _camera.Status != CameraStatus.Running)
        {
            _hangs = hangs;
            return;
        }

        _hangs = hangs;
        _changed(hangs
            ? new CameraStatusChangedEventArgs(
                CameraStatus.Running, CameraStatus.Stalled, $"the source hasn't answered for {hang.TotalSeconds:F1} s")
            : new CameraStatusChangedEventArgs(CameraStatus.Stalled, CameraStatus.Running, "the source answers again"));
    }
}
