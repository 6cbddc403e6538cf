using DenseEdge.Contracts;
using OpenCvSharp;

namespace DenseEdge.Imaging;

/// <summary>A window that shows one picture after another. All calls come from one thread.</summary>
public sealed class PictureWindow : IDisposable
{
    private const int EscapeKey = 27;

    private readonly string _title;
    private bool _shown;

    private PictureWindow(string title) => _title = title;

    /// <summary>Makes a window, which appears with its first picture.</summary>
    /// <param name="title">The window's title, at least one character.</param>
    /// <exception cref="IOException">The program has no screen.</exception>
    public static PictureWindow Open(string title)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);

        // Asked here because some window systems end the program when there is no screen.
        if (OperatingSystem.IsLinux() && !HasValue("DISPLAY") && !HasValue("WAYLAND_DISPLAY"))
        {
            throw new IOException(
                "A window needs a screen: neither DISPLAY nor WAYLAND_DISPLAY is set. Log in at the desktop, or show the picture "
                + "in a browser.");
        }

        return new PictureWindow(title);
    }

    /// <summary>Shows a picture until the next one, and lets the window draw for a millisecond.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>False if the user pressed Esc or q.</returns>
    /// <exception cref="IOException">The screen can't be used; the message has OpenCV's words.</exception>
    public bool Show(Rgb24Image picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using Mat mat = PixelBridge.ToMat(picture);
        try
        {
            Cv2.ImShow(_title, mat);
            _shown = true;
            return Cv2.WaitKey(1) is not (EscapeKey or 'q');
        }
        catch (OpenCVException e)
        {
            throw new IOException($"The window can't be shown: {e.Message}", e);
        }
    }

    /// <summary>Closes the window.</summary>
    public void Dispose()
    {
        if (_shown)
        {
            _shown = false;
            Cv2.DestroyWindow(_title);
        }
    }

    private static bool HasValue(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
