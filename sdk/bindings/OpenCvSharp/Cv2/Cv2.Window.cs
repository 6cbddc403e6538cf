using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <content>Windows. All calls come from one thread.</content>
public static partial class Cv2
{
    /// <summary>Shows an image in a window, which is opened if needed. It is drawn while <see cref="WaitKey"/> waits.</summary>
    /// <param name="winName">The window's name and title.</param>
    /// <param name="mat">The image, blue first.</param>
    /// <exception cref="OpenCVException">There is no screen, or the system's OpenCV has no windows.</exception>
    public static void ImShow(string winName, Mat mat)
    {
        ArgumentException.ThrowIfNullOrEmpty(winName);
        ArgumentNullException.ThrowIfNull(mat);
        NativeMethods.ImShow(winName, mat.Handle);
    }

    /// <summary>Lets the windows draw, and waits for a key.</summary>
    /// <param name="delay">How long to wait at most, in milliseconds; 0 waits until a key comes.</param>
    /// <returns>The key, or -1 if none came.</returns>
    public static int WaitKey(int delay = 0)
    {
        NativeMethods.WaitKey(delay, out int key);
        return key;
    }

    /// <summary>Closes a window.</summary>
    /// <param name="winName">The window's name.</param>
    /// <exception cref="OpenCVException">There is no such window.</exception>
    public static void DestroyWindow(string winName)
    {
        ArgumentException.ThrowIfNullOrEmpty(winName);
        NativeMethods.DestroyWindow(winName);
    }
}
