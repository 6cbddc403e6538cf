namespace OpenCvSharp;

/// <summary>An object with native memory behind it, which Dispose gives back at once.</summary>
public abstract class DisposableObject : IDisposable
{
    private protected DisposableObject()
    {
    }

    /// <summary>Tells whether the object was disposed of.</summary>
    public bool IsDisposed { get; protected set; }

    /// <summary>Gives the native memory back. Calling it again does nothing.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Does nothing unless the object was disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The object was disposed of.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    /// <summary>Gives up what the object holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing) => IsDisposed = true;
}
