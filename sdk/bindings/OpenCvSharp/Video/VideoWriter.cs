using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// Writes a video file. One that could not be opened is an object all the same: ask <see cref="IsOpened"/>.
/// </summary>
public class VideoWriter : DisposableCvObject
{
    private readonly WriterHandle _handle;

    /// <summary>Makes a writer without a file; see <see cref="Open(string, FourCC, double, Size, bool)"/>.</summary>
    public VideoWriter()
    {
        NativeMethods.WriterNew(out _handle);
        Fps = -1;
        IsColor = true;
    }

    /// <summary>Opens a file for writing.</summary>
    /// <param name="fileName">The file; the extension says the container.</param>
    /// <param name="fourcc">The codec.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="frameSize">The size of every frame.</param>
    /// <param name="isColor">False for frames of one channel.</param>
    /// <exception cref="ArgumentNullException">The name is null or empty.</exception>
    public VideoWriter(string fileName, FourCC fourcc, double fps, Size frameSize, bool isColor = true)
        : this() => Open(fileName, fourcc, fps, frameSize, isColor);

    /// <summary>Opens a file for writing.</summary>
    /// <param name="fileName">The file; the extension says the container.</param>
    /// <param name="apiPreference">The library to use.</param>
    /// <param name="fourcc">The codec.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="frameSize">The size of every frame.</param>
    /// <param name="isColor">False for frames of one channel.</param>
    /// <exception cref="ArgumentNullException">The name is null or empty.</exception>
    public VideoWriter(
        string fileName,
        VideoCaptureAPIs apiPreference,
        FourCC fourcc,
        double fps,
        Size frameSize,
        bool isColor = true)
        : this() => Open(fileName, apiPreference, fourcc, fps, frameSize, isColor);

    /// <summary>Gets the file's name; null before it was opened.</summary>
    public string? FileName { get; private set; }

    /// <summary>Gets the frames per second; -1 before a file was opened.</summary>
    public double Fps { get; private set; }

    /// <summary>Gets the size of every frame.</summary>
    public Size FrameSize { get; private set; }

    /// <summary>Gets whether frames have colours.</summary>
    public bool IsColor { get; private set; }

    private protected override IntPtr NativeAddress => _handle.DangerousGetHandle();

    private WriterHandle Handle
    {
        get
        {
            ThrowIfDisposed();
            return _handle;
        }
    }

    /// <summary>Makes the number of a codec's four characters.</summary>
    /// <param name="c1">The first.</param>
    /// <param name="c2">The second.</param>
    /// <param name="c3">The third.</param>
    /// <param name="c4">The fourth.</param>
    public static int FourCC(char c1, char c2, char c3, char c4) =>
        (c1 & 255) | ((c2 & 255) << 8) | ((c3 & 255) << 16) | ((c4 & 255) << 24);

    /// <summary>Makes the number of a codec's four characters.</summary>
    /// <param name="code">Four characters.</param>
    /// <exception cref="ArgumentException">There are not four characters.</exception>
    public static int FourCC(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == 4
            ? FourCC(code[0], code[1], code[2], code[3])
            : throw new ArgumentException($"Expected four characters, got '{code}'.", nameof(code));
    }

    /// <summary>Opens a file for writing and closes what was open before.</summary>
    /// <param name="fileName">The file; the extension says the container.</param>
    /// <param name="fourcc">The codec.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="frameSize">The size of every frame.</param>
    /// <param name="isColor">False for frames of one channel.</param>
    /// <returns>False if it could not be opened.</returns>
    public bool Open(string fileName, FourCC fourcc, double fps, Size frameSize, bool isColor = true) =>
        Open(fileName, VideoCaptureAPIs.ANY, fourcc, fps, frameSize, isColor);

    /// <summary>Opens a file for writing and closes what was open before.</summary>
    /// <param name="fileName">The file; the extension says the container.</param>
    /// <param name="apiPreference">The library to use.</param>
    /// <param name="fourcc">The codec.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="frameSize">The size of every frame.</param>
    /// <param name="isColor">False for frames of one channel.</param>
    /// <returns>False if it could not be opened.</returns>
    public bool Open(
        string fileName,
        VideoCaptureAPIs apiPreference,
        FourCC fourcc,
        double fps,
        Size frameSize,
        bool isColor = true)
    {
        Mat.NotEmpty(fileName, nameof(fileName));
        FileName = fileName;
        Fps = fps;
        FrameSize = frameSize;
        IsColor = isColor;
        NativeMethods.WriterOpen(
            Handle,
            fileName,
            (int)apiPreference,
            fourcc,
            fps,
            frameSize.Width,
            frameSize.Height,
            isColor ? 1 : 0,
            out int opened);
        return opened != 0;
    }

    /// <summary>Tells whether there is a file to write to.</summary>
    public bool IsOpened()
    {
        NativeMethods.WriterIsOpened(Handle, out int opened);
        return opened != 0;
    }

    /// <summary>Completes and closes the file.</summary>
    public void Release() => NativeMethods.WriterRelease(Handle);

    /// <summary>Appends a frame. OpenCV leaves out a frame of another size without a word.</summary>
    /// <param name="image">The frame, blue first.</param>
    public void Write(InputArray image)
    {
        ArgumentNullException.ThrowIfNull(image);
        NativeMethods.WriterWrite(Handle, image.Handle);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
        }

        base.Dispose(disposing);
    }
}
