using System.Runtime.InteropServices;
using DenseEdge.Imaging;

namespace DenseEdge.Cli.Doctoring;

/// <summary>Whether the libraries that read images and cameras are there.</summary>
internal static class MediaExam
{
    private const string Area = "media";

    /// <summary>Tries the libraries.</summary>
    public static IEnumerable<DoctorFinding> Examine()
    {
        yield return GStreamer();
        yield return OpenCv();
    }

    private static DoctorFinding GStreamer()
    {
        string file = OperatingSystem.IsWindows() ? "gstreamer-1.0-0.dll" : "libgstreamer-1.0.so.0";
        if (NativeLibrary.TryLoad(file, out IntPtr library))
        {
            NativeLibrary.Free(library);
            return new DoctorFinding(Area, "gstreamer", FindingState.Good, $"{file} loads");
        }

        return new DoctorFinding(
            Area, "gstreamer", FindingState.Absent, $"no library {file}", "Needed for csi:// and rtsp://; see docs/cameras.md.");
    }

    private static DoctorFinding OpenCv()
    {
        try
        {
            // Resizing is the smallest thing that needs the library.
            ImageResizer.Resize(new Contracts.Rgb24Image(2, 2), 1, 1);
            return new DoctorFinding(Area, "opencv", FindingState.Good, "loads");
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            string message = (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ");
            return new DoctorFinding(Area, "opencv", FindingState.Absent, message, "Needed for image files and videos.");
        }
    }
}
