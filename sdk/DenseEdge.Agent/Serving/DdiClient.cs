using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.Agent.Serving;

/// <summary>The requests of hawkBit's Direct Device Integration API, each made once: whoever polls comes again. Every address is
/// made of the one that the device was given.</summary>
internal sealed class DdiClient : IDisposable
{
    private const int MostAnswerBytes = 1 << 20;
    private const int MostTokenBytes = 4096;

    private readonly ServerOptions _options;
    private readonly IFileSystem _files;
    private readonly HttpTransfer _transfer;
    private readonly string _controller;
    private EntityTagHeaderValue? _tag;
    private DdiPoll? _lastPoll;

    /// <summary>Makes one; nothing is asked yet.</summary>
    /// <param name="options">The server, and who this is.</param>
    /// <param name="files">The disk with the token.</param>
    /// <param name="transfer">Makes the requests; the client disposes it.</param>
    public DdiClient(ServerOptions options, IFileSystem files, HttpTransfer transfer)
    {
        _options = options;
        _files = files;
        _transfer = transfer;
        _controller = $"{options.Url.TrimEnd('/')}/{Uri.EscapeDataString(options.Tenant)}/controller/v1/"
            + Uri.EscapeDataString(options.DeviceId);
    }

    /// <summary>Asks what is wanted. An answer that hasn't changed costs the server nothing.</summary>
    public async Task<DdiPoll> PollAsync(CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, "");
        if (_tag is not null && _lastPoll is not null)
        {
            request.Headers.IfNoneMatch.Add(_tag);
        }

        using HttpResponseMessage answer = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.NotModified && _lastPoll is not null)
        {
            return _lastPoll;
        }

        _lastPoll = await ReadAsync(answer, DdiJson.Default.DdiPoll, cancellation).ConfigureAwait(false);
        _tag = answer.Headers.ETag;
        return _lastPoll;
    }

    /// <summary>Asks what an action installs.</summary>
    /// <returns>Null if the action is no more.</returns>
    public Task<DdiDeployment?> DeploymentAsync(DdiLink.ActionPiece action, CancellationToken cancellation)
        => FindAsync($"/deploymentBase/{action.Id}{action.Query}", DdiJson.Default.DdiDeployment, cancellation);

    /// <summary>Asks which action shall be given up.</summary>
    /// <returns>Null if none any more.</returns>
    public Task<DdiCancel?> CancelAsync(DdiLink.ActionPiece action, CancellationToken cancellation)
        => FindAsync($"/cancelAction/{action.Id}{action.Query}", DdiJson.Default.DdiCancel, cancellation);

    /// <summary>Says how an action goes.</summary>
    public Task TellAsync(DdiFeedback feedback, CancellationToken cancellation)
        => SendAsync(
            HttpMethod.Post, $"/deploymentBase/{feedback.Id}/feedback", feedback, DdiJson.Default.DdiFeedback, cancellation);

    /// <summary>Says what became of a wish to give an action up.</summary>
    public Task TellCancelAsync(DdiFeedback feedback, CancellationToken cancellation)
        => SendAsync(
            HttpMethod.Post, $"/cancelAction/{feedback.Id}/feedback", feedback, DdiJson.Default.DdiFeedback, cancellation);

    /// <summary>Says what this device is.</summary>
    public Task TellAttributesAsync(IReadOnlyDictionary<string, string> attributes, CancellationToken cancellation)
        => SendAsync(
            HttpMethod.Put, "/configData", new DdiAttributes("merge", attributes), DdiJson.Default.DdiAttributes, cancellation);

    /// <summary>Downloads a file that the server offers, going on where an earlier download broke. Who this is is told to the
    /// server alone, and not to another host that it names.</summary>
    /// <exception cref="TransferException">It could not be had.</exception>
    public Task DownloadAsync(
        AssignedArtifact artifact, IFileSystem files, string path, IProgress<long>? progress, CancellationToken cancellation)
        => _transfer.DownloadAsync(
            new DownloadRequest
            {
                Source = artifact.Source,
                Destination = path,
                Length = artifact.Bytes,
                Sha256 = artifact.Sha256,
                Headers = IsOurs(artifact.Source) && Authorization() is { } word
                    ? new Dictionary<string, string> { ["Authorization"] = word }
                    : new Dictionary<string, string>(),
            },
            files, progress, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _transfer.Dispose();

    private bool IsOurs(Uri address)
    {
        Uri server = new(_options.Url);
        return address.Scheme == server.Scheme && address.Authority == server.Authority;
    }

    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using HttpRequestMessage request = Request(HttpMethod.Get, path);
        using HttpResponseMessage answer = await SendAsync(request, cancellation).ConfigureAwait(false);
        return IsGone(answer) ? null : await ReadAsync(answer, type, cancellation).ConfigureAwait(false);
    }

    // What the server can't take, because the action is over or for another reason of its own, it won't take later either.
    private async Task SendAsync<T>(
        HttpMethod method, string path, T body, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(method, path);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage answer = await SendAsync(request, cancellation).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode && !IsForGood(answer))
        {
            throw Unwilling(answer);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await _transfer.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (TransferException fault)
        {
            throw new UpdateException(UpdateFailure.Network, fault.Message, fault);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw Unwilling(answer);
        }

        try
        {
            byte[] body = await _transfer.ReadAsync(answer, MostAnswerBytes, cancellation).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("found null");
        }
        catch (TransferException fault)
        {
            throw new UpdateException(UpdateFailure.Network, fault.Message, fault);
        }
        catch (JsonException fault)
        {
            throw new UpdateException(
                UpdateFailure.Network, $"Expected the answer of a DDI server from {_options.Url}: {fault.Message}", fault);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        HttpRequestMessage request = new(method, new Uri(_controller + path));
        request.Headers.TryAddWithoutValidation("Accept", "application/hal+json, application/json");
        if (Authorization() is { } word)
        {
            request.Headers.TryAddWithoutValidation("Authorization", word);
        }

        return request;
    }

    private string? Authorization()
        => _options.GatewayToken is { } gateway ? $"GatewayToken {gateway}"
            : (_options.Token ?? ReadToken()) is { } token ? $"TargetToken {token}"
            : null;

    private string? ReadToken()
    {
        if (_options.TokenFile is not { } path)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(DurableFile.Read(_files, path, MostTokenBytes)).Trim();
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new UpdateException(
                UpdateFailure.Network, $"Expected the device's token in server.token_file: {fault.Message}", fault);
        }
    }

    private UpdateException Unwilling(HttpResponseMessage answer)
    {
        string what = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? $"Check server.tenant, server.device_id ('{_options.DeviceId}') and its token."
            : "It is asked again.";
        return new UpdateException(
            UpdateFailure.Network,
            $"Expected {_options.Url} to do its part, but it answered {(int)answer.StatusCode} {answer.ReasonPhrase}. {what}");
    }

    private static bool IsGone(HttpResponseMessage answer)
        => answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private static bool IsForGood(HttpResponseMessage answer)
        => (int)answer.StatusCode is >= 400 and < 500
            && answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.ProxyAuthenticationRequired);
}
