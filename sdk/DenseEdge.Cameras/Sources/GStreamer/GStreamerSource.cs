using System.Runtime.InteropServices;
using DenseEdge.Cameras.Addresses;
using DenseEdge.Cameras.Conversion;
using DenseEdge.Cameras.Frames;
using DenseEdge.Cameras.Running;
using DenseEdge.Cameras.Sources.GStreamer.Interop;

namespace DenseEdge.Cameras.Sources.GStreamer;

/// <summary>Reads frames from a pipeline's appsink. Waiting is bounded by GStreamer itself, and one pass makes RGB
/// of a frame.</summary>
internal sealed class GStreamerSource : IFrameSource
{
    private const ulong NoTime = ulong.MaxValue;

    private readonly GStreamerPipeline _plan;
    private readonly TimeProvider _time;
    private readonly GstPipelineHandle _pipeline;
    private readonly GstObjectHandle _sink;
    private readonly GstObjectHandle _bus;
    private GstObjectHandle? _clock;
    private IntPtr _capsSeen;
    private FrameCaps? _caps;

    private GStreamerSource(GStreamerPipeline plan, GstPipelineHandle pipeline, TimeProvider time)
    {
        _plan = plan;
        _time = time;
        _pipeline = pipeline;
        _sink = NativeMethods.FindElement(pipeline, "sink");
        _bus = NativeMethods.GetBus(pipeline);
    }

    /// <inheritdoc/>
    public CameraGrant? Grant { get; private set; }

    /// <summary>Makes a pipeline and sets it going. The device's answer comes with the first read.</summary>
    /// <exception cref="CameraException">The pipeline can't be made.</exception>
    internal static GStreamerSource Open(GStreamerPipeline plan, TimeProvider time)
    {
        if (GStreamerLoader.FindFault() is { } fault)
        {
            throw new CameraException(fault);
        }

        GstPipelineHandle pipeline = NativeMethods.ParseLaunch(plan.Description, out IntPtr error);
        if (error != IntPtr.Zero || pipeline.IsInvalid)
        {
            pipeline.Dispose();
            throw new CameraException($"GStreamer can't make the pipeline: {GError.TakeMessage(error)}");
        }

        SetProperties(pipeline, plan);
        GStreamerSource source = new(plan, pipeline, time);
        try
        {
            source.Play();
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ReadOutcome TryRead(FrameContent target, TimeSpan timeout)
    {
        IntPtr sample = NativeMethods.TryPullSample(_sink, (ulong)(timeout.Ticks * 100));
        // Also empties the bus, which keeps every message otherwise.
        ThrowIfFailed(sample);
        if (sample == IntPtr.Zero)
        {
            return NativeMethods.IsEnded(_sink) == 0 || Rewind() ? ReadOutcome.TimedOut : ReadOutcome.Ended;
        }

        try
        {
            Convert(sample, target);
            return ReadOutcome.Frame;
        }
        finally
        {
            NativeMethods.UnrefMiniObject(sample);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ForgetCaps();
        _clock?.Dispose();
        _bus.Dispose();
        _sink.Dispose();
        _pipeline.Dispose();
    }

    private static void SetProperties(GstPipelineHandle pipeline, GStreamerPipeline plan)
    {
        using GstObjectHandle source = NativeMethods.FindElement(pipeline, "src");
        foreach ((string name, string value) in plan.Properties)
        {
            NativeMethods.SetProperty(source, name, value);
        }
    }

    private void Play()
    {
        if (NativeMethods.SetState(_pipeline, NativeMethods.StatePlaying) == NativeMethods.StateChangeFailure)
        {
            ThrowIfFailed(IntPtr.Zero);
            throw new CameraException("GStreamer: the pipeline doesn't start.");
        }
    }

    private void ThrowIfFailed(IntPtr sample)
    {
        IntPtr message = NativeMethods.PopMessage(_bus, NativeMethods.MessageError);
        if (message == IntPtr.Zero)
        {
            return;
        }

        NativeMethods.ParseError(message, out IntPtr error, out IntPtr debug);
        string text = GError.TakeMessage(error);
        string detail = LastLine(Marshal.PtrToStringUTF8(debug));
        NativeMethods.Free(debug);
        NativeMethods.UnrefMiniObject(message);
        if (sample != IntPtr.Zero)
        {
            NativeMethods.UnrefMiniObject(sample);
        }

        throw new CameraException(Redaction.OfText($"GStreamer: {text}{detail}", _plan.Password) + Advice(text));
    }

    // The debug text's first line is a place in GStreamer's sources; the last says what happened.
    private static string LastLine(string? debug)
    {
        string[] lines = (debug ?? string.Empty).Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? $" ({lines[^1].TrimEnd(':')})" : string.Empty;
    }

    private static string Advice(string text) => text.Contains("missing a plug-in", StringComparison.Ordinal)
        ? " Codecs come with the packages gstreamer1.0-libav and gstreamer1.0-plugins-good; ?backend=opencv uses OpenCV's."
        : string.Empty;

    private bool Rewind() => _plan.Loop && _caps is not null
        && NativeMethods.Seek(_pipeline, NativeMethods.FormatTime, NativeMethods.SeekFlushToKeyUnit, 0) != 0;

    private unsafe void Convert(IntPtr sample, FrameContent target)
    {
        FrameCaps caps = CapsOf(sample);
        IntPtr buffer = NativeMethods.GetBuffer(sample);
        if (buffer == IntPtr.Zero || NativeMethods.Map(buffer, out GstMapInfo map, NativeMethods.MapRead) == 0)
        {
            throw new CameraException("GStreamer: a frame's memory can't be read.");
        }

        try
        {
            RgbConverter.Convert(
                new ReadOnlySpan<byte>(map.Data, checked((int)map.Size)), caps.Layout, caps.Standard,
                target.Pixels(caps.Layout.Height, caps.Layout.Width));
        }
        finally
        {
            NativeMethods.Unmap(buffer, ref map);
        }

        target.Skipped = 0;
        SetTimes(sample, ((GstBufferFields*)buffer)->PresentationNs, target);
    }

    private void SetTimes(IntPtr sample, ulong presentationNs, FrameContent target)
    {
        long now = _time.GetTimestamp();
        target.CaptureTimestamp = now;
        target.MediaTime = null;
        IntPtr segment = NativeMethods.GetSegment(sample);
        if (presentationNs == NoTime || segment == IntPtr.Zero)
        {
            return;
        }

        if (_plan.IsFile)
        {
            ulong positionNs = NativeMethods.ToStreamTime(segment, NativeMethods.FormatTime, presentationNs);
            target.MediaTime = positionNs == NoTime ? null : TimeSpan.FromTicks((long)(positionNs / 100));
            return;
        }

        ulong runningNs = NativeMethods.ToRunningTime(segment, NativeMethods.FormatTime, presentationNs);
        if (runningNs != NoTime && Clock() is { } clock)
        {
            // Age by GStreamer's clock, then back from now by ours: the two need not have the same zero.
            long ageNs = unchecked((long)(NativeMethods.GetTime(clock) - NativeMethods.GetBaseTime(_pipeline) - runningNs));
            target.CaptureTimestamp = now - (long)(Math.Max(0, ageNs) / 1e9 * _time.TimestampFrequency);
        }
    }

    private GstObjectHandle? Clock()
    {
        if (_clock is null)
        {
            GstObjectHandle clock = NativeMethods.GetClock(_pipeline);
            _clock = clock.IsInvalid ? null : clock;
        }

        return _clock;
    }

    // The same caps object as a rule: compared by address, and kept alive so that the address stays its own.
    private FrameCaps CapsOf(IntPtr sample)
    {
        IntPtr caps = NativeMethods.GetCaps(sample);
        if (_caps is null || caps != _capsSeen)
        {
            _caps = FrameCaps.Read(caps);
            ForgetCaps();
            _capsSeen = NativeMethods.RefMiniObject(caps);
            Grant = GrantOf(_caps);
        }

        return _caps;
    }

    private void ForgetCaps()
    {
        if (_capsSeen != IntPtr.Zero)
        {
            NativeMethods.UnrefMiniObject(_capsSeen);
            _capsSeen = IntPtr.Zero;
        }
    }

    private CameraGrant GrantOf(FrameCaps caps)
    {
        NativeMethods.Version(out uint major, out uint minor, out uint micro, out _);
        return new CameraGrant(
            caps.Layout.Width, caps.Layout.Height, caps.FramesPerSecond, DeviceFormat() ?? caps.Layout.Format.GStreamerName(),
            $"GStreamer {major}.{minor}.{micro}");
    }

    // What comes out of the device itself; files and streams have no such pad, or none with caps of frames.
    private string? DeviceFormat()
    {
        if (_plan.IsFile)
        {
            return null;
        }

        using GstObjectHandle source = NativeMethods.FindElement(_pipeline, "src");
        if (source.IsInvalid)
        {
            return null;
        }

        using GstObjectHandle pad = NativeMethods.GetPad(source, "src");
        IntPtr caps = pad.IsInvalid ? IntPtr.Zero : NativeMethods.GetPadCaps(pad);
        if (caps == IntPtr.Zero)
        {
            return null;
        }

        string? name = FrameCaps.NameOf(caps);
        NativeMethods.UnrefMiniObject(caps);
        return name;
    }
}
