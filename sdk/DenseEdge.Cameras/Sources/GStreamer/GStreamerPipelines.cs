using System.Globalization;
using DenseEdge.Cameras.Addresses;
using DenseEdge.Cameras.Conversion;
using DenseEdge.Cameras.Sources.GStreamer.Interop;

namespace DenseEdge.Cameras.Sources.GStreamer;

/// <summary>The pipeline of each kind of camera.</summary>
/// <remarks>videoconvert stands at the end for the rare format that <see cref="RgbConverter"/> doesn't know; the usual ones pass
/// through it untouched.</remarks>
internal static class GStreamerPipelines
{
    private const string Decode = "decodebin ! ";

    private static readonly string Convert = $"videoconvert ! video/x-raw,format={RawFormats.GStreamerList} ! ";

    internal static GStreamerPipeline For(V4l2Address address)
        => new($"v4l2src name=src ! {Caps(address.Request)} ! {Decode}{Convert}{LiveSink()}", [("device", address.Device)]);

    internal static GStreamerPipeline For(CsiAddress address)
    {
        // Argus matches sizes exactly; what it isn't asked for it chooses itself.
        string caps = $"video/x-raw(memory:NVMM),format=NV12{Fields(address.Request)}";
        return new GStreamerPipeline(
            Invariant($"nvarguscamerasrc name=src sensor-id={address.Sensor} ! {caps} ! nvvidconv flip-method={address.Flip} ! ")
            + $"video/x-raw,format=NV12 ! {LiveSink()}",
            []);
    }

    internal static GStreamerPipeline For(RtspAddress address)
    {
        List<(string, string)> properties = [("location", address.Location)];
        if (address.UserName is { } user)
        {
            properties.Add(("user-id", user));
            properties.Add(("user-pw", address.Password ?? string.Empty));
        }

        // rtspsrc's own timeouts, in microseconds, end its attempts to connect; a silent stream is noticed by the session.
        long timeoutUs = (long)address.Live.Timeout.TotalMicroseconds;
        string transport = address.OverUdp ? "udp" : "tcp";
        return new GStreamerPipeline(
            Invariant($"rtspsrc name=src latency={(long)address.Latency.TotalMilliseconds} protocols={transport} ")
            + Invariant($"tcp-timeout={timeoutUs} timeout={timeoutUs} ! application/x-rtp,media=video ! ")
            + $"{Decode}{Convert}{LiveSink()}",
            properties)
        {
            Password = address.Password,
        };
    }

    internal static GStreamerPipeline For(FileAddress address)
    {
        string pace = address.RealTime ? "true" : "false";
        string sink = $"appsink name=sink sync={pace} max-buffers=2";
        return new GStreamerPipeline($"filesrc name=src ! {Decode}{Convert}{sink}", [("location", address.Path)])
        {
            Loop = address.Loop,
            IsFile = true,
        };
    }

    /// <summary>Tells what GStreamer lacks for a camera.</summary>
    /// <returns>What is missing and how to get it; null if all is there.</returns>
    internal static string? FindMissing(CameraAddress address)
    {
        if (GStreamerLoader.FindFault() is { } fault)
        {
            return fault;
        }

        string[] needed = address switch
        {
            V4l2Address => ["appsink", "videoconvert", "decodebin", "v4l2src"],
            CsiAddress => ["appsink", "nvarguscamerasrc", "nvvidconv"],
            RtspAddress => ["appsink", "videoconvert", "decodebin", "rtspsrc"],
            _ => ["appsink", "videoconvert", "decodebin", "filesrc"],
        };
        foreach (string element in needed)
        {
            using GstObjectHandle factory = NativeMethods.FindFactory(element);
            if (factory.IsInvalid)
            {
                return $"GStreamer lacks the element '{element}' (package {GStreamerPackages.Of(element)}).";
            }
        }

        return null;
    }

    // The newest frame counts: what nobody took is replaced.
    private static string LiveSink() => "appsink name=sink sync=false max-buffers=2 drop=true";

    // Of a list of caps the first is a wish: v4l2src takes the nearest size and rate that the device has.
    private static string Caps(CameraRequest request)
    {
        string fields = Fields(request);
        string[] wishes = request.Format switch
        {
            null => [$"video/x-raw{fields}", $"image/jpeg{fields}"],
            CameraFormat.Mjpeg => [$"image/jpeg{fields}"],
            { } format => [$"video/x-raw,format={CameraGrant.NameOf(format)}{fields}"],
        };
        return $"capsfilter caps=\"{string.Join(';', [.. wishes, "video/x-raw", "image/jpeg"])}\"";
    }

    private static string Fields(CameraRequest request)
    {
        string width = request.Width is { } w ? Invariant($",width={w}") : string.Empty;
        string height = request.Height is { } h ? Invariant($",height={h}") : string.Empty;
        if (request.FramesPerSecond is not { } fps)
        {
            return width + height;
        }

        // As a fraction of thousandths, which holds 29.97 and whole rates alike.
        int thousandths = (int)Math.Round(fps * 1000);
        string rate = thousandths % 1000 == 0
            ? Invariant($",framerate={thousandths / 1000}/1") : Invariant($",framerate={thousandths}/1000");
        return width + height + rate;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
