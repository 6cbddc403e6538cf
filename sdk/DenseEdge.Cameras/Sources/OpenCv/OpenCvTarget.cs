using OpenCvSharp;

namespace DenseEdge.Cameras.Sources.OpenCv;

/// <summary>What OpenCV is asked to open.</summary>
/// <param name="Name">What a message calls it.</param>
/// <param name="Location">A file or address; null for a camera's number. May hold a password.</param>
/// <param name="Index">Number of a camera.</param>
/// <param name="Api">The library inside OpenCV.</param>
/// <param name="Request">What is asked of a camera.</param>
/// <param name="Loop">Begins a file again at its end.</param>
/// <param name="IsFile">Frames have a position.</param>
/// <param name="RealTime">A file is paced by its own frame rate.</param>
internal sealed record OpenCvTarget(
    string Name, string? Location, int Index, VideoCaptureAPIs Api, CameraRequest Request, bool Loop, bool IsFile, bool RealTime);
