namespace DenseEdge.Storage;

/// <summary>A file of this machine's disk; without a buffer of its own, so that a write is a write.</summary>
internal sealed class PhysicalFile(string path, FileMode mode) : WritableFile
{
    private readonly FileStream _stream = new(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public override long Length => _stream.Length;

    public override void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    public override void Sync() => _stream.Flush(flushToDisk: true);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }
    }
}
