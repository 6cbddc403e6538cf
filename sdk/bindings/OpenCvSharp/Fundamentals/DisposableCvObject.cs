namespace OpenCvSharp;

/// <summary>A <see cref="DisposableObject"/> that is one object of OpenCV's.</summary>
public abstract class DisposableCvObject : DisposableObject
{
    private protected DisposableCvObject()
    {
    }

    /// <summary>Gets the address of the native object; it is valid until the object is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The object was disposed of.</exception>
    public IntPtr CvPtr
    {
        get
        {
            ThrowIfDisposed();
            return NativeAddress;
        }
    }

    private protected abstract IntPtr NativeAddress { get; }
}
