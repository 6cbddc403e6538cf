using System.Net;
using System.Net.Http.Headers;
using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.Bundles.Registries;

/// <summary>One repository of an OCI registry (distribution specification 1.1): pushes bundles, and hands out blobs by
/// digest.</summary>
/// <remarks>A tag only tells which digest to ask for; what comes is checked by that digest. Whether the digest is the right one
/// is for signed metadata to say.</remarks>
public sealed class RegistryClient : IBlobSource
{
    private readonly RegistryReference _reference;
    private readonly RegistryOptions _options;
    private readonly HttpTransfer _transfer;
    private readonly RegistryAuthorizer _authorizer;
    private readonly Uri _base;

    /// <summary>Makes one.</summary>
    /// <param name="reference">The repository; its tag or digest doesn't matter here.</param>
    /// <param name="transfer">Sends requests; stays the caller's.</param>
    /// <param name="options">How to talk to it; null for the defaults.</param>
    /// <exception cref="ArgumentException">Plain HTTP was asked for with another machine, without being allowed.</exception>
    public RegistryClient(RegistryReference reference, HttpTransfer transfer, RegistryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(transfer);
        _reference = reference;
        _transfer = transfer;
        _options = options ?? new RegistryOptions();
        _base = new Uri($"{(_options.PlainHttp ? "http" : "https")}://{reference.Host}/v2/{reference.Repository}/");
        if (_options.PlainHttp && !_options.AllowPlainHttpAnywhere && !_base.IsLoopback)
        {
            throw new ArgumentException(
                $"Expected TLS to '{reference.Host}': HTTP without it is for this machine's own registry only, unless it is "
                + "allowed for "
                + "any.");
        }

        _authorizer = new RegistryAuthorizer(transfer, _options);
    }

    /// <summary>Asks which digest a reference stands for.</summary>
    /// <param name="reference">A reference to this repository.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The digest of the image manifest that is there, computed here.</returns>
    /// <exception cref="TransferException">It could not be had.</exception>
    public async Task<string> ResolveAsync(RegistryReference reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Digest
            ?? BlobDigest.Of(await ManifestAsync(reference.Tag!, BundleImage.MostBytes, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public Task<byte[]> GetManifestAsync(string digest, int mostBytes, CancellationToken cancellationToken)
        => ManifestAsync(digest, mostBytes, cancellationToken);

    /// <inheritdoc/>
    public Task DownloadAsync(
        BundleLayer blob, IFileSystem files, string path, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return WithTokenAsync(
            headers => _transfer.DownloadAsync(
                new DownloadRequest
                {
                    Source = new Uri(_base, $"blobs/{blob.Digest}"),
                    Destination = path,
                    Length = blob.Size,
                    Sha256 = BlobDigest.Hex(blob.Digest),
                    Headers = headers,
                },
                files, progress, cancellationToken),
            cancellationToken);
    }

    /// <summary>Gets a small blob into memory, and checks its digest.</summary>
    /// <param name="digest">Its digest.</param>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="TransferException">It could not be had, is longer, or another one.</exception>
    public async Task<byte[]> GetBlobAsync(string digest, int mostBytes, CancellationToken cancellationToken = default)
    {
        byte[] blob = await WithTokenAsync(
            headers => _transfer.GetAsync(new Uri(_base, $"blobs/{digest}"), mostBytes, headers, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        string found = BlobDigest.Of(blob);
        return found == digest
            ? blob
            : throw new TransferException(
                TransferReason.WrongDigest, $"Expected the blob {digest} from {_reference.Host}, found {found}.");
    }

    /// <summary>Pushes a bundle: blobs that the registry doesn't have, then the manifest under its digest and a tag.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="progress">Hears how many bytes were sent or found there.</param>
    /// <param name="cancellationToken">Ends it early; blobs that are there stay.</param>
    /// <exception cref="TransferException">The registry refused.</exception>
    public async Task PushAsync(
        Bundle bundle, string tag, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        long done = 0;
        foreach (BundleLayer layer in bundle.Layers.Append(bundle.Config))
        {
            await PushBlobAsync(layer.Digest, () => bundle.OpenUnchecked(layer.Digest), cancellationToken).ConfigureAwait(false);
            done += layer.Size;
            progress?.Report(done);
        }

        await PushManifestAsync(bundle.ImageManifest, tag, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the image manifest that a tag stands for at the moment.</summary>
    /// <returns>Bytes that nobody has checked.</returns>
    internal Task<byte[]> GetTaggedAsync(string tag, int mostBytes, CancellationToken cancellationToken)
        => ManifestAsync(tag, mostBytes, cancellationToken);

    /// <summary>Whether the registry has an image manifest with this digest.</summary>
    internal Task<bool> HasManifestAsync(string digest, CancellationToken cancellationToken)
        => HasAsync($"manifests/{digest}", cancellationToken);

    /// <summary>Whether the registry has a blob with this digest.</summary>
    internal Task<bool> HasBlobAsync(string digest, CancellationToken cancellationToken)
        => HasAsync($"blobs/{digest}", cancellationToken);

    /// <summary>Pushes a blob unless the registry has it.</summary>
    internal async Task PushBlobAsync(string digest, Func<Stream> open, CancellationToken cancellationToken)
    {
        if (!await HasBlobAsync(digest, cancellationToken).ConfigureAwait(false))
        {
            using Stream blob = open();
            await new BlobUpload(_base, _options, SendAsync).RunAsync(digest, blob, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Pushes an image manifest, whose blobs are there, under a tag; the tag leaves the image that it stood for
    /// before.</summary>
    internal async Task PushManifestAsync(ReadOnlyMemory<byte> manifest, string tag, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(() => ManifestPut(manifest, tag), cancellationToken)
            .ConfigureAwait(false);
        RequireStatus(answer, HttpStatusCode.Created, $"the registry to take the manifest as '{tag}'");
    }

    /// <summary>Refuses an answer with another status.</summary>
    /// <exception cref="TransferException">It has another one.</exception>
    internal static void RequireStatus(HttpResponseMessage answer, HttpStatusCode status, string expected)
    {
        if (answer.StatusCode != status)
        {
            throw new TransferException(
                answer.StatusCode == HttpStatusCode.NotFound ? TransferReason.NotFound : TransferReason.Refused,
                $"Expected {expected}, but {answer.RequestMessage?.RequestUri?.Authority} answered {(int)answer.StatusCode} "
                + $"{answer.ReasonPhrase}.")
            {
                Status = answer.StatusCode,
            };
        }
    }

    private Task<byte[]> ManifestAsync(string reference, int mostBytes, CancellationToken cancellationToken) => WithTokenAsync(
        headers => _transfer.GetAsync(
            new Uri(_base, $"manifests/{reference}"), mostBytes,
            new Dictionary<string, string>(headers) { ["Accept"] = MediaTypes.ImageManifest }, cancellationToken),
        cancellationToken);

    private async Task<bool> HasAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(() => Head(path), cancellationToken).ConfigureAwait(false);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private HttpRequestMessage Head(string path)
    {
        HttpRequestMessage request = new(HttpMethod.Head, new Uri(_base, path));
        request.Headers.TryAddWithoutValidation("Accept", MediaTypes.ImageManifest);
        return request;
    }

    private HttpRequestMessage ManifestPut(ReadOnlyMemory<byte> manifest, string tag)
    {
        ReadOnlyMemoryContent content = new(manifest);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.ImageManifest);
        return new HttpRequestMessage(HttpMethod.Put, new Uri(_base, $"manifests/{tag}")) { Content = content };
    }

    /// <summary>Sends a request; once more with a token if the registry asks for one.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            using HttpRequestMessage request = make();
            _authorizer.Apply(request);
            HttpResponseMessage answer = await _transfer.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (attempt > 0 || answer.StatusCode != HttpStatusCode.Unauthorized)
            {
                return answer;
            }

            using (answer)
            {
                await _authorizer.AnswerAsync(answer, _base, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads something; a refusal for want of a token fetches one and tries once more.</summary>
    private Task<bool> WithTokenAsync(Func<IReadOnlyDictionary<string, string>, Task> read, CancellationToken cancellationToken)
        => WithTokenAsync(
            async headers =>
            {
                await read(headers).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    private async Task<T> WithTokenAsync<T>(
        Func<IReadOnlyDictionary<string, string>, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(_authorizer.Headers).ConfigureAwait(false);
        }
        catch (TransferException refusal) when (refusal.Status == HttpStatusCode.Unauthorized)
        {
            // A plain request learns what the registry wants; SendAsync takes care of it.
            using HttpResponseMessage answer = await SendAsync(
                () => new HttpRequestMessage(
                    HttpMethod.Get, new Uri(_base, "tags/list")), cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                throw;
            }

            return await read(_authorizer.Headers).ConfigureAwait(false);
        }
    }
}
