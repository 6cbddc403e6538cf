namespace DenseEdge.Cameras.Addresses;

/// <summary>The option <c>backend</c>.</summary>
internal static class BackendOption
{
    internal static CameraBackend Read(OptionReader options) => options.Choice(
        "backend", ("auto", CameraBackend.Auto), ("gstreamer", CameraBackend.GStreamer), ("opencv", CameraBackend.OpenCv))
        ?? CameraBackend.Auto;
}
