using System.Security.Cryptography;

namespace DenseEdge.Bundles.Layout;

/// <summary>Hands on what another stream has, and throws at the end if that wasn't what its digest says. Who reads to the end has
/// read the right bytes.</summary>
internal sealed class DigestStream(Stream source, string digest, long length, string origin) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _read;
    private bool _checked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = source.Read(buffer);
        _read += read;
        _hash.AppendData(buffer[..read]);
        if (_read > length || (read == 0 && _read < length && buffer.Length > 0))
        {
            throw new InvalidDataException(
                $"{origin}: expected {length} bytes for {digest}, found {(_read > length ? "more" : _read)}.");
        }

        if (_read == length && !_checked)
        {
            Check();
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check()
    {
        _checked = true;
        string found = BlobDigest.FromHash(_hash.GetHashAndReset());
        if (found != digest)
        {
            throw new InvalidDataException($"{origin}: expected a blob with the digest {digest}, found {found}: it was changed.");
        }
    }
}
