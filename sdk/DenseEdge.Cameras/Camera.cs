using System.Collections;
using System.Diagnostics.CodeAnalysis;
using DenseEdge.Cameras.Addresses;
using DenseEdge.Cameras.Frames;
using DenseEdge.Cameras.Running;
using DenseEdge.Cameras.Sources;

namespace DenseEdge.Cameras;

/// <summary>
/// A camera, a stream, a video, a folder of images or a test pattern, by URI: RGB frames in pooled buffers, a status that
/// tells when they stop coming, and counts that add up. No call waits longer than its caller says.
/// </summary>
/// <remarks>
/// <para>One thread reads; <see cref="Status"/>, the counts and <see cref="Dispose"/> may be used from any thread, and disposing
/// ends a read within 0.1 s, or within 3 s if the device's driver hangs.</para>
/// <para>Cameras, network streams and paced sources are live: a frame that waits too long is replaced by the newest
/// and counted as dropped. Files and images deliver every frame.</para>
/// </remarks>
/// <example>
/// <code>
/// using Camera camera = Camera.Open("v4l2:///dev/video0?width=1280&amp;height=720&amp;fps=30");
/// foreach (Frame frame in camera)
/// {
///     using DensePrediction prediction = predictor.Run(frame.Image);
/// }
/// </code>
/// </example>
[SuppressMessage("Naming", "CA1710", Justification = "A camera is walked through, but it is no collection.")]
public sealed class Camera : IEnumerable<Frame>, IDisposable
{
    // Not a Lock: that allocates what it waits with when it is first contended, which may be at any frame.
    private readonly object _turn = new();
    private readonly CameraOptions _options;
    private readonly CameraSession _session;
    private readonly FramePool _pool;
    private readonly bool _isLive;
    private Frame? _first;
    private bool _disposed;

    private Camera(CameraAddress address, SourcePlan plan, CameraOptions options)
    {
        Name = address.Name;
        _options = options;
        _isLive = plan.IsLive;
        _pool = new FramePool(options.FrameBuffers);
        _session = new CameraSession(plan, options, OnChanged);
        Request = address switch
        {
            V4l2Address v4l2 => v4l2.Request,
            CsiAddress csi => csi.Request,
            TestAddress test => new CameraRequest(test.Width, test.Height, test.FramesPerSecond, null),
            _ => CameraRequest.None,
        };
    }

    /// <summary>Tells of every step of the state machine, on the thread that reads. Steps happen only while somebody
    /// reads.</summary>
    public event EventHandler<CameraStatusChangedEventArgs>? StatusChanged;

    /// <summary>The URI without passwords.</summary>
    public string Name { get; }

    /// <summary>What the URI asks for.</summary>
    public CameraRequest Request { get; }

    /// <summary>What the device really granted.</summary>
    /// <value>Null until the first frame of a network camera.</value>
    public CameraGrant? Granted => _session.Grant;

    /// <summary>What the camera is doing.</summary>
    public CameraStatus Status => _session.Status;

    /// <summary>The last fault.</summary>
    /// <value>Null if there was none. Under <see cref="CameraStatus.Failed"/> the one that ended it.</value>
    public CameraException? Failure => _session.Failure;

    /// <summary>Frames that the device delivered: those that were read and <see cref="DroppedCount"/>.</summary>
    public long CapturedCount => _session.CapturedCount;

    /// <summary>Frames that were replaced by newer ones before anybody read them. What a driver or a network lost before is
    /// not known.</summary>
    public long DroppedCount => _session.DroppedCount;

    /// <summary>Attempts to reconnect so far.</summary>
    public long ReconnectCount => _session.ReconnectCount;

    /// <summary>Frames that may be alive at once: <see cref="CameraOptions.FrameBuffers"/>.</summary>
    public int FrameBuffers => _options.FrameBuffers;

    /// <summary>Whether frames come by themselves, so that one that waits too long is replaced by a newer one. False for files
    /// and images, which wait for whoever reads them.</summary>
    public bool IsLive => _isLive;

    /// <summary>The clock of the frames' timestamps.</summary>
    internal TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>The lowest <see cref="Frame.SequenceNumber"/> that nobody has read or dropped yet. Only while nobody
    /// reads.</summary>
    internal long NextSequenceNumber => _first is { } first ? first.SequenceNumber : CapturedCount;

    /// <summary>The camera was closed, or is being closed while another thread reads.</summary>
    internal bool IsClosing => _session.IsClosing;

    /// <summary>Opens a camera.</summary>
    /// <param name="uri">See docs/cameras.md: <c>v4l2://</c>, <c>csi://</c>, <c>rtsp://</c>, <c>file://</c>, <c>dir://</c>,
    /// <c>test://</c>, or the path of a device, a video, an image or a folder.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <exception cref="ArgumentException">The URI or an option is wrong; the message lists every fault and what is
    /// allowed.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="CameraException">The device or the file can't be read, or no frame came in
    /// <see cref="CameraOptions.StartTimeout"/>, or a library is missing. Not thrown for network cameras, which are
    /// connected to while they are read.</exception>
    public static Camera Open(string uri, CameraOptions? options = null)
    {
        CameraAddress address = CameraAddress.Parse(uri);
        CameraOptions valid = (options ?? new CameraOptions()).Validated();
        return Open(address, SourcePlans.For(address, valid.TimeProvider), valid);
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="timeout">How long to wait at most; zero only looks.</param>
    /// <param name="frame">The frame; dispose it to return its buffer.</param>
    /// <returns>False if none came: <see cref="Status"/> says whether more can be hoped for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="InvalidOperationException">All buffers hold frames that were not disposed.</exception>
    /// <exception cref="ObjectDisposedException">The camera was disposed.</exception>
    public bool TryRead(TimeSpan timeout, out Frame frame)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        return TryRead(timeout, CancellationToken.None, out frame);
    }

    /// <summary>Walks through the frames to the end of the source. A frame is valid until the next one; it need not be
    /// disposed. At the end the camera is closed; leaving the loop earlier keeps it open.</summary>
    /// <returns>The frames from where the last walk stopped. The walk ends when the camera is disposed, and throws
    /// <see cref="CameraException"/> when it failed or delivered nothing for
    /// <see cref="CameraOptions.GiveUpAfter"/>.</returns>
    public IEnumerator<Frame> GetEnumerator() => new FrameEnumerator(this, _options.GiveUpAfter);

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Closes the camera. Frames that are still alive stay readable until they are disposed.</summary>
    public void Dispose()
    {
        _session.BeginClose();
        lock (_turn)
        {
            if (!_disposed)
            {
                _disposed = true;
                _first?.Dispose();
                _session.Dispose();
            }
        }
    }

    /// <summary>The URI without passwords, and the status.</summary>
    public override string ToString() => $"{Name} ({Status})";

    /// <summary>Reads the next frame of a walk, which a disposed camera ends.</summary>
    internal bool TryReadUnlessDisposed(TimeSpan timeout, out Frame frame)
    {
        lock (_turn)
        {
            frame = default;
            return !_disposed && TryReadFirstOrNext(timeout, CancellationToken.None, out frame);
        }
    }

    /// <summary>Reads the next frame; a cancellation ends the wait as if the time were over.</summary>
    /// <exception cref="InvalidOperationException">All buffers hold frames that were not disposed.</exception>
    /// <exception cref="ObjectDisposedException">The camera was disposed.</exception>
    internal bool TryRead(TimeSpan timeout, CancellationToken cancellation, out Frame frame)
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return TryReadFirstOrNext(timeout, cancellation, out frame);
        }
    }

    internal static Camera Open(CameraAddress address, SourcePlan plan, CameraOptions options)
    {
        Camera camera = new(address, plan, options);
        try
        {
            camera._session.Start();
            if (plan.WaitForFirst)
            {
                camera.AwaitFirst();
            }

            return camera;
        }
        catch
        {
            camera.Dispose();
            throw;
        }
    }

    private void AwaitFirst()
    {
        long start = _options.TimeProvider.GetTimestamp();
        while (Status == CameraStatus.Starting)
        {
            TimeSpan left = _options.StartTimeout - _options.TimeProvider.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw new CameraException(
                    $"Camera '{Name}': no frame came in {_options.StartTimeout.TotalSeconds:0.##} s. "
                    + "Is another program using it?");
            }

            if (TryReadNext(left, CancellationToken.None, out Frame first))
            {
                _first = first;
            }
        }

        if (_first is null)
        {
            throw Failure is { } failure
                ? new CameraException($"Camera '{Name}': {failure.Message}", failure)
                : new CameraException($"Camera '{Name}': it ended before the first frame.");
        }
    }

    private bool TryReadFirstOrNext(TimeSpan timeout, CancellationToken cancellation, out Frame frame)
    {
        if (_first is { } first)
        {
            _first = null;
            frame = Newest(first);
            return true;
        }

        return TryReadNext(timeout, cancellation, out frame);
    }

    // The first frame of a live camera has grown old while the program made itself ready.
    private Frame Newest(Frame first)
    {
        if (!_isLive || _options.FrameBuffers == 1 || !TryReadNext(TimeSpan.Zero, CancellationToken.None, out Frame newer))
        {
            return first;
        }

        first.Dispose();
        _session.CountAsDropped();
        return newer;
    }

    private bool TryReadNext(TimeSpan timeout, CancellationToken cancellation, out Frame frame)
    {
        FrameSlot slot = _pool.Take(out int generation);
        bool read = false;
        try
        {
            read = _session.TryRead(slot, timeout, cancellation);
        }
        finally
        {
            if (!read)
            {
                slot.Release(generation);
            }
        }

        frame = read ? new Frame(slot, generation, _options.TimeProvider) : default;
        return read;
    }

    private void OnChanged(CameraStatus previous, CameraStatus current, string reason)
        => StatusChanged?.Invoke(this, new CameraStatusChangedEventArgs(previous, current, reason));
}
