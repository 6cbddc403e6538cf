using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using DenseEdge.Storage;

namespace DenseEdge.Transfer;

/// <summary>
/// Gets things over HTTP from servers that nobody has to trust: what comes is bounded in size and time, and a file gets its name
/// only when its digest is right.
/// </summary>
/// <remarks>Thread-safe. Bodies are taken as they are: no content coding is asked for or undone.</remarks>
public sealed class HttpTransfer : IDisposable
{
    /// <summary>How the name of a file that has not come whole yet ends.</summary>
    public const string PartEnding = ".part";

    private const int MostRedirects = 5;

    private readonly TransferOptions _options;
    private readonly BackOff _backOff;
    private readonly HttpClient _client;

    /// <summary>Makes one.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    public HttpTransfer(TransferOptions? options = null)
    {
        _options = (options ?? new TransferOptions()).Validated();
        _backOff = new BackOff(_options);
        _client = new HttpClient(Handler(_options)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends one request, once: for what is neither a plain read nor a download, such as a push. The proxy, the
    /// certificates and the time limit to the answer's headers hold.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The answer, whatever its status; its body has not been read. The caller disposes it.</returns>
    /// <exception cref="TransferException">There is no answer.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AnswerAsync(request, cancellation);
    }

    /// <summary>Reads the body of an answer that <see cref="SendAsync"/> gave.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="mostBytes">What its body may have at most.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>All of it.</returns>
    /// <exception cref="TransferException">It is longer, came too slowly, or broke off.</exception>
    public async Task<byte[]> ReadAsync(HttpResponseMessage answer, int mostBytes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Uri source = answer.RequestMessage!.RequestUri!;
        if (answer.Content.Headers.ContentLength is { } length && length > mostBytes)
        {
            throw TooLong(source, mostBytes, $"{length} bytes");
        }

        using MemoryStream bytes = new();
        await BodyReader.CopyAsync(
            answer,
            chunk =>
            {
                if (bytes.Length + chunk.Length > mostBytes)
                {
                    throw TooLong(source, mostBytes, "more");
                }

                bytes.Write(chunk.Span);
            },
            _options,
            cancellation).ConfigureAwait(false);
        return bytes.ToArray();
    }

    /// <summary>Reads something of unknown length.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>All of it.</returns>
    /// <exception cref="TransferException">It is not there, longer, or could not be had.</exception>
    public Task<byte[]> GetAsync(Uri source, int mostBytes, CancellationToken cancellation = default)
        => GetAsync(source, mostBytes, headers: null, cancellation);

    /// <summary>Reads something of unknown length.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="mostBytes">What it may have at most.</param>
    /// <param name="headers">Further headers of the request, such as a registry's token; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>All of it.</returns>
    /// <exception cref="TransferException">It is not there, longer, or could not be had.</exception>
    public Task<byte[]> GetAsync(
        Uri source,
        int mostBytes,
        IReadOnlyDictionary<string, string>? headers,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(mostBytes);
        return RepeatAsync(() => ReadOnceAsync(source, mostBytes, headers, cancellation), () => false, cancellation);
    }

    /// <summary>Downloads a file, going on where an earlier transfer broke.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="destination">The file that it becomes, in a folder that exists.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="sha256Hex">Its SHA-256 in hexadecimal.</param>
    /// <param name="files">The disk.</param>
    /// <param name="progress">Hears how many bytes are there, those from before included.</param>
    /// <param name="cancellation">Ends it early; what came stays.</param>
    /// <exception cref="TransferException">It could not be had; nothing has the destination's name that did not have
    /// it.</exception>
    public Task DownloadAsync(
        Uri source,
        string destination,
        long length,
        string sha256Hex,
        IFileSystem files,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
        => DownloadAsync(
            new DownloadRequest { Source = source, Destination = destination, Length = length, Sha256 = sha256Hex },
            files,
            progress,
            cancellation);

    /// <summary>Downloads a file, going on where an earlier transfer broke.</summary>
    /// <param name="request">What, where from, where to.</param>
    /// <param name="files">The disk.</param>
    /// <param name="progress">Hears how many bytes are there, those from before included.</param>
    /// <param name="cancellation">Ends it early; what came stays.</param>
    /// <exception cref="TransferException">It could not be had; nothing has the destination's name that did not have
    /// it.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public async Task DownloadAsync(
        DownloadRequest request,
        IFileSystem files,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(files);
        Download download = new(request.Validated(), files, progress, _options, AnswerAsync);
        await RepeatAsync(
            async () =>
            {
                await download.AttemptAsync(cancellation).ConfigureAwait(false);
                return true;
            },
            download.TakeProgress,
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // An attempt that got further forgives the failures before it: a link that breaks every megabyte still ends.
    private async Task<T> RepeatAsync<T>(Func<Task<T>> attempt, Func<bool> takeProgress, CancellationToken cancellation)
    {
        int failures = 0;
        while (true)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (TransferException failure) when (failure.IsPassing)
            {
                bool gotFurther = takeProgress() && failure.Reason != TransferReason.TooSlow;
                failures = gotFurther ? 0 : failures + 1;
                if (failures >= _options.Attempts)
                {
                    throw;
                }

                TimeSpan wait = _backOff.Draw(Math.Max(1, failures), failure.RetryAfter);
                await Task.Delay(wait, _options.TimeProvider, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<byte[]> ReadOnceAsync(
        Uri source,
        int mostBytes,
        IReadOnlyDictionary<string, string>? headers,
        CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, source);
        AddHeaders(request, headers);
        using HttpResponseMessage answer = await AnswerAsync(request, cancellation).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw HttpAnswers.Failure(answer);
        }

        return await ReadAsync(answer, mostBytes, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using CancellationTokenSource timeout = new(_options.AnswerTimeout, _options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw Unreachable(request, failure.InnerException?.Message ?? failure.Message, failure);
        }
        catch (OperationCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw Unreachable(request, $"no answer within {_options.AnswerTimeout.TotalSeconds:0.###} s", failure);
        }
    }

    internal static void AddHeaders(HttpRequestMessage request, IReadOnlyDictionary<string, string>? headers)
    {
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static TransferException Unreachable(HttpRequestMessage request, string found, Exception inner)
        => new(TransferReason.Unreachable, $"Expected an answer from {request.RequestUri}, found: {found}", inner)
        {
            IsPassing = true,
        };

    private static TransferException TooLong(Uri source, int mostBytes, string found)
        => new(TransferReason.TooLong, $"Expected at most {mostBytes} bytes from {source}, found {found}.");

    private static SocketsHttpHandler Handler(TransferOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxAutomaticRedirections = MostRedirects,
            UseCookies = false,
            SslOptions = Tls(options),
        };
        if (options.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy) { Credentials = Credentials(proxy) };
        }

        return handler;
    }

    private static SslClientAuthenticationOptions Tls(TransferOptions options)
    {
        SslClientAuthenticationOptions tls = new();
        if (options.ClientCertificate is { } certificate)
        {
            tls.ClientCertificates = [certificate];
            // Some servers name no authorities in their request for a certificate: ours is offered all the same.
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        if (options.TrustedAuthorities is { } authorities)
        {
            X509ChainPolicy policy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(authorities);
            tls.CertificateChainPolicy = policy;
        }

        return tls;
    }

    private static NetworkCredential? Credentials(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0)
        {
            return null;
        }

        string[] parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
