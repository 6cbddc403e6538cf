using System.Diagnostics;
using DenseEdge.Cameras.Addresses;
using DenseEdge.Cameras.Running;
using DenseEdge.Cameras.Sources.GStreamer;
using DenseEdge.Cameras.Sources.Images;
using DenseEdge.Cameras.Sources.OpenCv;
using DenseEdge.Cameras.Sources.Test;

namespace DenseEdge.Cameras.Sources;

/// <summary>Decides how each kind of camera is read.</summary>
internal static class SourcePlans
{
    /// <summary>Makes the plan of an address.</summary>
    /// <exception cref="CameraException">What would read it is missing; the message says what to install.</exception>
    internal static SourcePlan For(CameraAddress address, TimeProvider time) => address switch
    {
        TestAddress test => new SourcePlan(
            () => new TestPatternSource(test, time), IsLive: test.FramesPerSecond > 0, WaitForFirst: true, test.Live.Timeout,
            test.Live.Reconnect),
        ImagesAddress images => Images(images, time),
        FileAddress file => File(file, time),
        V4l2Address v4l2 => Live(
            v4l2, v4l2.Live, waitForFirst: true, UseGStreamer(v4l2, v4l2.Backend)
                ? () => GStreamerSource.Open(GStreamerPipelines.For(v4l2), time)
                : () => OpenCvSource.Open(OpenCvTargets.For(v4l2), time)),
        CsiAddress csi when UseGStreamer(csi, CameraBackend.GStreamer) => Live(
            csi, csi.Live, waitForFirst: true, () => GStreamerSource.Open(GStreamerPipelines.For(csi), time)),
        RtspAddress rtsp => Live(
            rtsp, rtsp.Live, waitForFirst: false, UseGStreamer(rtsp, rtsp.Backend)
                ? () => GStreamerSource.Open(GStreamerPipelines.For(rtsp), time)
                : () => OpenCvSource.Open(OpenCvTargets.For(rtsp), time)),
        _ => throw new UnreachableException(),
    };

    private static SourcePlan Images(ImagesAddress images, TimeProvider time)
    {
        ImageList list = ImageList.Find(images.Path);
        return new SourcePlan(
            () => new ImageSource(list, images, time), IsLive: false, WaitForFirst: true, Timeout.InfiniteTimeSpan,
            Reconnect: false);
    }

    private static SourcePlan File(FileAddress file, TimeProvider time)
    {
        if (!System.IO.File.Exists(file.Path))
        {
            throw new FileNotFoundException($"Camera '{file.Name}': expected a video file, found no '{file.Path}'.", file.Path);
        }

        Func<IFrameSource> connect = UseGStreamer(file, file.Backend)
            ? () => GStreamerSource.Open(GStreamerPipelines.For(file), time)
            : () => OpenCvSource.Open(OpenCvTargets.For(file), time);
        return new SourcePlan(
            file.RealTime ? () => new BackgroundSource(file.Name, connect) : connect, file.RealTime, WaitForFirst: true,
            Timeout.InfiniteTimeSpan, Reconnect: false);
    }

    private static SourcePlan Live(CameraAddress address, LiveOptions live, bool waitForFirst, Func<IFrameSource> connect) => new(
        () => new BackgroundSource(address.Name, connect), IsLive: true, waitForFirst, live.Timeout, live.Reconnect);

    private static bool UseGStreamer(CameraAddress address, CameraBackend wanted)
    {
        if (wanted == CameraBackend.OpenCv)
        {
            return false;
        }

        string? missing = GStreamerPipelines.FindMissing(address);
        return missing is null
            || (wanted == CameraBackend.GStreamer ? throw new CameraException($"Camera '{address.Name}': {missing}") : false);
    }
}
