namespace DenseEdge.Storage;

/// <summary>A file that is being written. What was written survives the end of the process, and a power cut only after
/// <see cref="Sync"/>.</summary>
public abstract class WritableFile : IDisposable
{
    /// <summary>Bytes in the file so far, those from before included.</summary>
    public abstract long Length { get; }

    /// <summary>Writes behind the end.</summary>
    /// <param name="bytes">The bytes; on return they are handed to the system, not kept in the process.</param>
    /// <exception cref="IOException">The disk is full or failed; part of the bytes may be written.</exception>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Makes what was written survive a power cut: fsync of the file.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public abstract void Sync();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
