namespace DenseEdge.Cameras.Sources.GStreamer;

/// <summary>Which Debian package brings what.</summary>
internal static class GStreamerPackages
{
    internal const string Runtime = "Debian: apt-get install libgstreamer1.0-0 libgstreamer-plugins-base1.0-0";

    /// <summary>Names the package of an element.</summary>
    internal static string Of(string element) => element switch
    {
        "v4l2src" or "rtspsrc" => "gstreamer1.0-plugins-good",
        "nvarguscamerasrc" or "nvvidconv" => "nvidia-l4t-gstreamer, part of JetPack on a Jetson",
        "filesrc" => "libgstreamer1.0-0",
        _ => "gstreamer1.0-plugins-base",
    };
}
