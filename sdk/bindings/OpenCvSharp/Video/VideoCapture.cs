using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// Reads a video file, a stream or a camera, frame by frame. One that could not be opened is an object all the same:
/// ask <see cref="IsOpened"/>.
/// </summary>
public class VideoCapture : DisposableCvObject
{
    private readonly CaptureHandle _handle;

    /// <summary>Makes a capture without a source; see <see cref="Open(string, VideoCaptureAPIs)"/>.</summary>
    public VideoCapture()
    {
        NativeMethods.CaptureNew(out _handle);
    }

    /// <summary>Opens a camera.</summary>
    /// <param name="index">Number of the camera, from 0.</param>
    /// <param name="apiPreference">The library to use.</param>
    public VideoCapture(int index, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
        : this() => Open(index, apiPreference);

    /// <summary>Opens a file or a stream.</summary>
    /// <param name="fileName">A file, numbered image files such as frame_%04d.png, or the address of a stream.</param>
    /// <param name="apiPreference">The library to use.</param>
    /// <exception cref="ArgumentNullException">The name is null or empty.</exception>
    public VideoCapture(string fileName, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
        : this() => Open(fileName, apiPreference);

    /// <summary>Gets or sets the number of the next frame, from 0.</summary>
    public int PosFrames
    {
        get => (int)Get(VideoCaptureProperties.PosFrames);
        set => Set(VideoCaptureProperties.PosFrames, value);
    }

    /// <summary>Gets or sets the width of the frames in pixels.</summary>
    public int FrameWidth
    {
        get => (int)Get(VideoCaptureProperties.FrameWidth);
        set => Set(VideoCaptureProperties.FrameWidth, value);
    }

    /// <summary>Gets or sets the height of the frames in pixels.</summary>
    public int FrameHeight
    {
        get => (int)Get(VideoCaptureProperties.FrameHeight);
        set => Set(VideoCaptureProperties.FrameHeight, value);
    }

    /// <summary>Gets or sets the frames per second; 0 if the source doesn't say.</summary>
    public double Fps
    {
        get => Get(VideoCaptureProperties.Fps);
        set => Set(VideoCaptureProperties.Fps, value);
    }

    /// <summary>Gets the number of frames in the file; an estimate for some formats, 0 or less for a camera.</summary>
    public int FrameCount => (int)Get(VideoCaptureProperties.FrameCount);

    private protected override IntPtr NativeAddress => _handle.DangerousGetHandle();

    private CaptureHandle Handle
    {
        get
        {
            ThrowIfDisposed();
            return _handle;
        }
    }

    /// <summary>Opens a file or a stream and closes what was open before.</summary>
    /// <param name="fileName">A file, numbered image files such as frame_%04d.png, or the address of a stream.</param>
    /// <param name="apiPreference">The library to use.</param>
    /// <returns>False if it could not be opened.</returns>
    public bool Open(string fileName, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
    {
        Mat.NotEmpty(fileName, nameof(fileName));
        NativeMethods.CaptureOpen(Handle, fileName, (int)apiPreference, out int opened);
        return opened != 0;
    }

    /// <summary>Opens a camera and closes what was open before.</summary>
    /// <param name="index">Number of the camera, from 0.</param>
    /// <param name="apiPreference">The library to use.</param>
    /// <returns>False if it could not be opened.</returns>
    public bool Open(int index, VideoCaptureAPIs apiPreference = VideoCaptureAPIs.ANY)
    {
        NativeMethods.CaptureOpen(Handle, index, (int)apiPreference, out int opened);
        return opened != 0;
    }

    /// <summary>Tells whether there is a source to read from.</summary>
    public bool IsOpened()
    {
        NativeMethods.CaptureIsOpened(Handle, out int opened);
        return opened != 0;
    }

    /// <summary>Closes the source.</summary>
    public void Release() => NativeMethods.CaptureRelease(Handle);

    /// <summary>Steps to the next frame without decoding it.</summary>
    /// <returns>False at the end, or if the camera is gone.</returns>
    public bool Grab()
    {
        NativeMethods.CaptureGrab(Handle, out int grabbed);
        return grabbed != 0;
    }

    /// <summary>Decodes the frame that <see cref="Grab"/> stepped to.</summary>
    /// <param name="image">Gets the frame, blue first.</param>
    /// <param name="flag">Channel, for sources with several.</param>
    /// <returns>False if there is none.</returns>
    public bool Retrieve(OutputArray image, int flag = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        NativeMethods.CaptureRetrieve(Handle, image.Handle, flag, out int retrieved);
        return retrieved != 0;
    }

    /// <summary>Steps to the next frame and decodes it.</summary>
    /// <param name="image">Gets the frame, blue first; empty at the end.</param>
    /// <returns>False at the end, or if the camera is gone.</returns>
    public bool Read(OutputArray image)
    {
        ArgumentNullException.ThrowIfNull(image);
        NativeMethods.CaptureRead(Handle, image.Handle, out int read);
        return read != 0;
    }

    /// <summary>Asks for a property.</summary>
    /// <param name="propertyId">The property.</param>
    /// <returns>0 if the source lacks it.</returns>
    public double Get(VideoCaptureProperties propertyId)
    {
        NativeMethods.CaptureGet(Handle, (int)propertyId, out double value);
        return value;
    }

    /// <summary>Sets a property.</summary>
    /// <param name="propertyId">The property.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False if the source refused.</returns>
    public bool Set(VideoCaptureProperties propertyId, double value)
    {
        NativeMethods.CaptureSet(Handle, (int)propertyId, value, out int accepted);
        return accepted != 0;
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
