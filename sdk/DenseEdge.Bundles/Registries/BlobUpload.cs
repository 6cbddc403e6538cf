using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using DenseEdge.Transfer;

namespace DenseEdge.Bundles.Registries;

/// <summary>Pushes one blob: a small one in one request, a large one in pieces. After a piece that broke, the registry says how
/// much it has, and the upload goes on from there.</summary>
/// <param name="repository">The repository's address.</param>
/// <param name="options">How large pieces are, and how often one is sent again.</param>
/// <param name="send">Sends a request with what the registry wants to see.</param>
internal sealed class BlobUpload(
    Uri repository, RegistryOptions options, Func<Func<HttpRequestMessage>, CancellationToken, Task<HttpResponseMessage>> send)
{
    private Uri? _location;

    /// <summary>Pushes.</summary>
    /// <param name="digest">The blob's digest; the registry checks it.</param>
    /// <param name="blob">The blob, seekable.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="TransferException">The registry refused, or the connection broke too often.</exception>
    public async Task RunAsync(string digest, Stream blob, CancellationToken cancellationToken)
    {
        using (HttpResponseMessage begun = await send(
            () => new HttpRequestMessage(
                HttpMethod.Post, new Uri(repository, "blobs/uploads/")), cancellationToken).ConfigureAwait(false))
        {
            RegistryClient.RequireStatus(begun, HttpStatusCode.Accepted, "the registry to begin an upload");
            TakeLocation(begun);
        }

        long position = 0;
        if (blob.Length > options.ChunkBytes)
        {
            await SendPiecesAsync(blob, cancellationToken).ConfigureAwait(false);
            position = blob.Length;
        }

        byte[] rest = ReadAt(blob, position, (int)(blob.Length - position));
        using HttpResponseMessage ended = await send(() => Put(digest, rest), cancellationToken).ConfigureAwait(false);
        RegistryClient.RequireStatus(ended, HttpStatusCode.Created, $"the registry to take the blob {digest}");
    }

    private async Task SendPiecesAsync(Stream blob, CancellationToken cancellationToken)
    {
        long position = 0;
        int failures = 0;
        while (position < blob.Length)
        {
            byte[] piece = ReadAt(blob, position, (int)Math.Min(options.ChunkBytes, blob.Length - position));
            long from = position;
            try
            {
                using HttpResponseMessage answer = await send(() => Patch(piece, from), cancellationToken).ConfigureAwait(false);
                RegistryClient.RequireStatus(answer, HttpStatusCode.Accepted, "the registry to take a piece of a blob");
                TakeLocation(answer);
                position += piece.Length;
                failures = 0;
            }
            catch (TransferException) when (++failures < options.Attempts)
            {
                position = await AskPositionAsync(blob.Length, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How many bytes the registry has.</summary>
    private async Task<long> AskPositionAsync(long length, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await send(
            () => new HttpRequestMessage(HttpMethod.Get, _location), cancellationToken).ConfigureAwait(false);
        RegistryClient.RequireStatus(answer, HttpStatusCode.NoContent, "the registry to say how much of a blob it has");
        TakeLocation(answer);

        // "0-999999" is a million bytes; "0-0" is also what registries say who have none yet.
        string range = answer.Headers.TryGetValues("Range", out IEnumerable<string>? values) ? values.First() : "";
        string[] ends = range.Split('-');
        bool isRange = ends.Length == 2
            & long.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long last);
        if (!isRange || last >= length)
        {
            throw new TransferException(TransferReason.BadAnswer, $"Expected how much of a blob is there, found '{range}'.");
        }

        return last == 0 ? 0 : last + 1;
    }

    private HttpRequestMessage Patch(byte[] piece, long from)
    {
        ByteArrayContent content = Bytes(piece);
        content.Headers.TryAddWithoutValidation(
            "Content-Range", string.Create(CultureInfo.InvariantCulture, $"{from}-{from + piece.Length - 1}"));
        return new HttpRequestMessage(HttpMethod.Patch, _location) { Content = content };
    }

    private HttpRequestMessage Put(string digest, byte[] rest)
    {
        string separator = _location!.Query.Length == 0 ? "?" : "&";
        return new HttpRequestMessage(
            HttpMethod.Put, new Uri($"{_location.AbsoluteUri}{separator}digest={Uri.EscapeDataString(digest)}"))
        {
            Content = Bytes(rest),
        };
    }

    private static ByteArrayContent Bytes(byte[] bytes)
    {
        ByteArrayContent content = new(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    // Registries answer with a path, or with an address of their own choice; only their own host gets the blob and the token.
    private void TakeLocation(HttpResponseMessage answer)
    {
        Uri? location = answer.Headers.Location;
        Uri? next = location is null ? null : new Uri(repository, location);
        if (next is null || next.Authority != repository.Authority || next.Scheme != repository.Scheme)
        {
            throw new TransferException(
                TransferReason.BadAnswer,
                    $"Expected an address at {repository.Authority} to send a blob to, found '{location}'.");
        }

        _location = next;
    }

    private static byte[] ReadAt(Stream blob, long position, int bytes)
    {
        byte[] read = new byte[bytes];
        blob.Position = position;
        blob.ReadExactly(read);
        return read;
    }
}
