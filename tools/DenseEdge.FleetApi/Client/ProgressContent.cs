using System.Net;

namespace DenseEdge.FleetApi;

/// <summary>A request's body that is read from a stream while it is sent, and tells how much of it is on its way.</summary>
internal sealed class ProgressContent : HttpContent
{
    private const int BufferBytes = 128 * 1024;
    private readonly Stream _source;
    private readonly IProgress<long>? _progress;

    /// <summary>Wraps a stream.</summary>
    /// <param name="source">The body; stays open.</param>
    /// <param name="progress">Gets the bytes sent so far.</param>
    public ProgressContent(Stream source, IProgress<long>? progress)
    {
        (_source, _progress) = (source, progress);
        Headers.ContentType = new("application/octet-stream");
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        long sent = 0;
        while (await _source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            sent += read;
            _progress?.Report(sent);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _source.CanSeek ? _source.Length - _source.Position : 0;
        return _source.CanSeek;
    }
}
