using System.Globalization;
using DenseEdge.Cameras.Addresses;
using OpenCvSharp;

namespace DenseEdge.Cameras.Sources.OpenCv;

/// <summary>Turns addresses into what OpenCV opens.</summary>
internal static class OpenCvTargets
{
    private const string DevicePrefix = "/dev/video";

    internal static OpenCvTarget For(V4l2Address address)
    {
        // A device's number where its name has one: it is the only form that Windows knows.
        bool isNumbered = int.TryParse(
            address.Device.AsSpan(Math.Min(DevicePrefix.Length, address.Device.Length)), NumberStyles.None,
            CultureInfo.InvariantCulture, out int index) && address.Device.StartsWith(DevicePrefix, StringComparison.Ordinal);
        VideoCaptureAPIs api = OperatingSystem.IsLinux() ? VideoCaptureAPIs.V4L2 : VideoCaptureAPIs.ANY;
        return new OpenCvTarget(
            address.Name, isNumbered ? null : address.Device, index, api, address.Request, Loop: false, IsFile: false,
            RealTime: false);
    }

    internal static OpenCvTarget For(RtspAddress address) => new(
        address.Name, address.LocationWithCredentials, 0, VideoCaptureAPIs.FFMPEG, CameraRequest.None, Loop: false,
        IsFile: false, RealTime: false);

    internal static OpenCvTarget For(FileAddress address) => new(
        address.Name, address.Path, 0, VideoCaptureAPIs.ANY, CameraRequest.None, address.Loop, IsFile: true, address.RealTime);
}
